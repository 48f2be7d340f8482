import { normaliseEmail } from '../mail/rules/normalise-email.ts';
import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import { signToken } from '../platform/signed-token.ts';
import { hashesOfCode } from './hash-code.ts';
import { findNewestProof, insertProvenVisitor, markProofUsed, takeTry } from './proofs.store.ts';
import { PROOF_PURPOSE } from './read-proof.ts';
import { PROOF_LIFE_MS, packProof } from './rules/proof-token.ts';

/** A code of six digits stands five tries: one in 200,000 is guessed. */
const MOST_TRIES = 5;

/**
 * Turns a mailed code into a signed proof that the address is its reader's, and remembers the visitor
 * who has proven it, so that their clicks on all devices are one customer's. Only the newest code of an
 * address counts, once, for ten minutes. Throws `wrong_code`, the same for every reason, so that it
 * tells nobody which codes were ever sent.
 */
export async function proveAddress(
  hub: Pick<Hub, 'db' | 'clock' | 'keyring'>,
  given: { email: string; code: string; visitorId?: string | undefined },
): Promise<{ proof: string }> {
  const { email, code, visitorId } = given;
  const now = hub.clock.now();
  const emailKey = normaliseEmail(email);
  const newest = await findNewestProof(hub.db, emailKey);
  if (!newest) throw new Problem('wrong_code');
  // The try is used up before the code is looked at, so that many tries at once are no more than five.
  const mayTry = await takeTry(hub.db, { id: newest.id, mostTries: MOST_TRIES, now });
  const isRight = hashesOfCode(hub, { proofId: newest.id, code }).includes(newest.codeHash);
  if (!mayTry || !isRight) throw new Problem('wrong_code');
  if (!(await markProofUsed(hub.db, newest.id, now))) throw new Problem('wrong_code');
  if (visitorId) await insertProvenVisitor(hub.db, { emailKey, visitorId, at: now });
  const expiresAt = now.getTime() + PROOF_LIFE_MS;
  return { proof: signToken(hub.keyring, PROOF_PURPOSE, packProof({ email, expiresAt })) };
}
