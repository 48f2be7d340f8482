import type { Mail } from '../mail/mail.ts';
import type { Side } from './rules/answer-version.ts';

/** Tells the other side that a proposal was turned down or taken back; what is in force stays so. */
export function closedMail(given: {
  to: string;
  fromName: string;
  reason: string | null;
  toSide: Side;
  publicUrl: string;
}): Mail {
  const { fromName, reason } = given;
  const what = reason === null ? 'has taken back the proposal' : 'has declined the proposed terms';
  return {
    to: given.to,
    subject: `${fromName} ${what}`,
    text: `${fromName} ${what}. What was agreed before stays in force.
${reason ? `\nIn their words:\n\n${reason}\n` : ''}
Read it, or propose other terms:

${given.publicUrl}${given.toSide === 'creator' ? '/app/creator/contracts' : '/app'}
`,
  };
}

/** Tells somebody that terms wait for their answer. The terms themselves are read in the portal. */
export function proposalMail(given: {
  to: string;
  fromName: string;
  isFirst: boolean;
  proposedBy: Side;
  publicUrl: string;
}): Mail {
  return {
    to: given.to,
    subject: given.isFirst
      ? `${given.fromName} proposes a contract to you on Dropcast`
      : `${given.fromName} proposes new terms for your contract`,
    text: `${given.fromName} proposes ${given.isFirst ? 'a contract' : 'new terms'} to you. Nothing changes until you accept.

Sign in or sign up with this address to read and answer it:

${given.publicUrl}${given.proposedBy === 'brand' ? '/app/creator/contracts' : '/app'}
`,
  };
}
