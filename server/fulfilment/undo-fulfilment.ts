import { inTransaction } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import { type FulfilmentView, UNDO_MS } from '../protocol/fulfilment.ts';
import { cancelWhatIsRefunded } from './follow-refunds.ts';
import { findFulfilmentOfBrand, markNotDone } from './fulfilment.store.ts';
import { readFulfilment } from './read-fulfilment.ts';

/**
 * Takes back that it was sent or handed over, for five minutes. What was refunded in between is
 * canceled then: nobody waits for it any more.
 */
export async function undoFulfilment(
  hub: Hub,
  which: { brandId: string; fulfilmentId: string },
): Promise<FulfilmentView> {
  const now = hub.clock.now();
  await inTransaction(hub.db, async (tx) => {
    const found = await findFulfilmentOfBrand(tx, which);
    if (!found) throw new Problem('not_found');
    const isUndone = await markNotDone(tx, which, new Date(now.getTime() - UNDO_MS));
    if (!isUndone) throw new Problem('undo_too_late');
    await cancelWhatIsRefunded(tx, found.orderId, now);
  });
  return readFulfilment(hub, which);
}
