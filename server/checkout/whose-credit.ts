import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import { readProof } from '../proofs/read-proof.ts';

/**
 * Whose credit a viewer wants to pay with, as the key of a proven address; undefined: nobody's. Throws
 * `proof_invalid` instead of charging the whole price to somebody who meant to use credit.
 */
export function whoseCredit(
  hub: Pick<Hub, 'keyring' | 'clock'>,
  { useCredit, proof }: { useCredit?: boolean | undefined; proof?: string | undefined },
): string | undefined {
  if (!useCredit) return undefined;
  if (!proof) throw new Problem('proof_invalid');
  return readProof(hub, proof).emailKey;
}
