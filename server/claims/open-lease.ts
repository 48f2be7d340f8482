import { versionForDrop } from '../contracts/rules/version-for-drop.ts';
import { inTransaction } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { newId } from '../platform/ids.ts';
import { Problem } from '../platform/problem.ts';
import { isUniqueConflict } from '../platform/unique-conflict.ts';
import type { Offer } from '../protocol/offers.ts';
import { findLeasable, findLeaseOf, insertLease } from './leases.store.ts';

type Asked = {
  brandId: string;
  deviceId: string;
  dropId: string;
  skuId: string;
  gateId: string;
  location: string;
};

/**
 * The lease of a device on one pool through one gate, made empty when there is none yet. The terms
 * that its sales pay commission by are pinned here: offline nobody can look up newer ones.
 */
export async function openLease(
  hub: Hub,
  asked: Asked,
): Promise<{ leaseId: string; contractId: string }> {
  const { deviceId, dropId, skuId } = asked;
  const found = await findLeasable(hub.db, asked);
  if (!found) throw new Problem('not_found');
  const { poolId, gate } = found;
  const { kind } = JSON.parse(gate.drop.offer) as Offer;
  if (kind !== 'plain') throw new Problem('lease_no_extras');
  const which = { deviceId, poolId, gateId: gate.id };
  const known = await findLeaseOf(hub.db, which);
  if (known) return { leaseId: known.id, contractId: known.contractId };
  const now = hub.clock.now();
  const { publishedAt } = gate.drop;
  const version = versionForDrop(gate.contract, { publishedAt, at: now });
  if (!version) throw new Problem('gate_closed');
  const terms = { contractId: gate.contractId, contractVersionId: version.id };
  const id = newId(now);
  try {
    await inTransaction(hub.db, (tx) =>
      insertLease(tx, { ...which, ...terms, id, dropId, skuId, createdAt: now }),
    );
    return { leaseId: id, contractId: gate.contractId };
  } catch (error) {
    const other = isUniqueConflict(error) ? await findLeaseOf(hub.db, which) : null;
    if (!other) throw error;
    return { leaseId: other.id, contractId: other.contractId };
  }
}
