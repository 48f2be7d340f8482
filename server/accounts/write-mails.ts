import type { Mail } from '../mail/mail.ts';

/** The token travels behind `#`, which no server, log or Referer ever sees. */
export function signInLinkMail(given: { email: string; token: string; publicUrl: string }): Mail {
  return {
    to: given.email,
    subject: 'Your sign-in link for Dropcast',
    text: `Open this link and press the button to sign in:

${given.publicUrl}/app/enter#token=${given.token}

It works once, for ten minutes. If you did not ask for it, ignore this mail.
`,
  };
}

export function verificationMail(given: { email: string; token: string; publicUrl: string }): Mail {
  return {
    to: given.email,
    subject: 'Confirm your e-mail address for Dropcast',
    text: `Open this link and press the button to confirm that this address is yours:

${given.publicUrl}/app/enter#token=${given.token}

It works for a day. If you did not sign up, ignore this mail and do not press the button.
`,
  };
}

export function invitationMail(given: {
  email: string;
  brandName: string;
  role: string;
  publicUrl: string;
}): Mail {
  return {
    to: given.email,
    subject: `${given.brandName} invites you to its workspace on Dropcast`,
    text: `You are invited to work with ${given.brandName} as ${given.role}.

Sign in or sign up with this address, then accept the invitation:

${given.publicUrl}/app
`,
  };
}
