import { inTransaction, type Tx } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { findRefundsOfOrder, lockFulfilments, setCanceled } from './fulfilment.store.ts';
import { isRefundedInFull } from './rules/is-refunded-in-full.ts';

/**
 * Cancels what is not done of an order that was refunded in full, and brings it back when a refund
 * failed after all. It looks at the sum and not at the news, so it may run twice and in any order.
 */
export async function followRefunds(hub: Hub, { orderId }: { orderId: string }): Promise<void> {
  await inTransaction(hub.db, (tx) => cancelWhatIsRefunded(tx, orderId, hub.clock.now()));
}

export async function cancelWhatIsRefunded(tx: Tx, orderId: string, now: Date): Promise<void> {
  await lockFulfilments(tx, orderId);
  const order = await findRefundsOfOrder(tx, orderId);
  if (order) await setCanceled(tx, orderId, isRefundedInFull(order) ? now : null);
}
