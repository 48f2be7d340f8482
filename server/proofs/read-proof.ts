import { normaliseEmail } from '../mail/rules/normalise-email.ts';
import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import { readToken } from '../platform/signed-token.ts';
import { unpackProof } from './rules/proof-token.ts';

/** Tokens of another purpose are no proofs. */
export const PROOF_PURPOSE = 'viewer-proof';

/** The address that a proof is of, and its form for comparing. No query is made. Throws `proof_invalid`. */
export function readProof(
  { keyring, clock }: Pick<Hub, 'keyring' | 'clock'>,
  text: string,
): { email: string; emailKey: string } {
  const payload = readToken(keyring, PROOF_PURPOSE, text);
  const proof = payload === null ? null : unpackProof(payload);
  if (!proof || proof.expiresAt <= clock.now().getTime()) throw new Problem('proof_invalid');
  return { email: proof.email, emailKey: normaliseEmail(proof.email) };
}
