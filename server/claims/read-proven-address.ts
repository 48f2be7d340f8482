import { audiencesOf } from '../audiences/audiences-of.ts';
import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import { readProof } from '../proofs/read-proof.ts';
import type { ProvenAddress } from '../protocol/proofs.ts';
import { EVERYONE } from '../protocol/stock-keys.ts';
import { findDropWithGates } from './gates.store.ts';

/**
 * What a proven address opens in a drop; nothing is told of audiences that the drop does not name.
 * Throws `not_found` and `proof_invalid`.
 */
export async function readProvenAddress(
  hub: Pick<Hub, 'db' | 'clock' | 'keyring'>,
  { dropSlug, proof }: { dropSlug: string; proof: string },
): Promise<ProvenAddress> {
  const { email, emailKey } = readProof(hub, proof);
  const drop = await findDropWithGates(hub.db, dropSlug);
  if (!drop) throw new Problem('not_found');
  const mine = await audiencesOf(hub.db, drop.brandId, emailKey);
  const named = new Set(drop.gates.map(({ audience }) => audience));
  named.delete(EVERYONE);
  return { email, audiences: [...named].filter((audience) => mine.has(audience)) };
}
