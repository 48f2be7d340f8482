import { inTransaction, type Tx } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import {
  bookCredit,
  findEntriesOfClaim,
  findOrderForBenefits,
  lockBalance,
  type OrderForBenefits,
} from './credit.store.ts';
import { refundedMoney, takeBackEarned } from './take-back-earned.ts';

/**
 * What refunds of an order mean for store credit: what it earned is taken back in proportion to the
 * money, and what it was paid with goes back once all of its money has. Counted from the refunds as
 * they stand, so that it may run twice, late, and after a refund that was made at Stripe itself.
 */
export async function settleCreditOfRefund(
  hub: Hub,
  { orderId }: { orderId: string },
): Promise<void> {
  const order = await findOrderForBenefits(hub.db, orderId);
  if (!order) return;
  const at = hub.clock.now();
  // Two balances may be meant (who spent, who paid); each is locked on its own, so that none waits in a ring.
  await inTransaction(hub.db, (tx) => returnSpent(tx, order, at));
  await inTransaction(hub.db, (tx) => takeBackEarned(tx, order, at));
}

async function returnSpent(tx: Tx, order: OrderForBenefits, at: Date): Promise<void> {
  const { capturedMinor, refundedMinor } = refundedMoney(order);
  if (order.creditMinor === 0n || refundedMinor < capturedMinor) return;
  const [first] = await findEntriesOfClaim(tx, order.claimId);
  if (!first) return;
  const { brandId, emailKey } = first;
  await lockBalance(tx, { brandId, emailKey, currency: order.currency });
  await bookCredit(tx, {
    brandId,
    emailKey,
    kind: 'given_back',
    amountMinor: order.creditMinor,
    idempotencyKey: `returned:${order.id}`,
    orderId: order.id,
    at,
  });
}
