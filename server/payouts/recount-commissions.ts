import { inTransaction } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { retryOnUniqueConflict } from '../platform/unique-conflict.ts';
import { forgetCounts, listPeriodContracts } from './counts.store.ts';
import { lockContract } from './periods.store.ts';
import { RECOUNT, settleLines } from './settle-line.ts';

/**
 * Forgets what is kept of the periods of contracts with tiers or caps, counts each period from its
 * orders, and posts what is missing: for after an older build, which keeps no such sums, has booked
 * beside this one. Doing it twice posts nothing more, and one that was cut off begins again with all of
 * them. Returns how many contracts there were.
 */
export async function recountCommissions({
  db,
  clock,
}: Pick<Hub, 'db' | 'clock'>): Promise<number> {
  const contractIds = await listPeriodContracts(db);
  for (const contractId of contractIds) {
    const lineIds = await inTransaction(db, async (tx) => {
      await lockContract(tx, contractId);
      return forgetCounts(tx, contractId);
    });
    const counted = new Set<string>();
    for (const lineId of lineIds) {
      if (counted.has(lineId)) continue;
      const settle = () =>
        inTransaction(db, (tx) => settleLines(tx, [lineId], { at: clock.now() }), RECOUNT);
      for (const id of await retryOnUniqueConflict(settle)) counted.add(id);
    }
  }
  return contractIds.length;
}
