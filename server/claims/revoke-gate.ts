import { lockDrop } from '../drops/lock-drop.ts';
import { inTransaction } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import { findGateOfBrand, markGateRevoked } from './gates.store.ts';
import { loadRevocations } from './revocations.ts';

/**
 * Withdraws every right to claim through a gate that is outstanding at this moment. What is held
 * stays held, and new rights can be had at once. In the drop's order: a claim before it stands, a
 * claim after it is refused.
 */
export async function revokeGate(
  hub: Hub,
  which: { brandId: string; dropId: string; gateId: string },
): Promise<{ revokedAt: number }> {
  if (!(await findGateOfBrand(hub.db, which))) throw new Problem('not_found');
  const now = hub.clock.now();
  await inTransaction(hub.db, async (tx) => {
    await lockDrop(tx, which.dropId);
    await markGateRevoked(tx, which.gateId, now);
  });
  hub.signals.dropChanged(which.dropId);
  await loadRevocations(hub);
  return { revokedAt: now.getTime() };
}
