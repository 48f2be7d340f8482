import { inTransaction, type Tx } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { invariant } from '../platform/invariant.ts';
import {
  bookCredit,
  findEntriesOfClaim,
  findEntriesOfOrder,
  findOrderForBenefits,
  lockBalance,
  type OrderForBenefits,
} from './credit.store.ts';
import { takeBackEarned } from './take-back-earned.ts';

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

/**
 * Waits until refunds of the whole have succeeded: of a pending one nobody knows how it ends, and credit
 * that was spent meanwhile could not be had again. One that succeeded may still fail, so that what was
 * given back is then taken again, as far as it is there; the rest is the customer's.
 */
async function returnSpent(tx: Tx, order: OrderForBenefits, at: Date): Promise<void> {
  const [first] = order.creditMinor === 0n ? [] : await findEntriesOfClaim(tx, order.claimId);
  if (!first) return;
  const { brandId, emailKey } = first;
  const balance = await lockBalance(tx, { brandId, emailKey, currency: order.currency });
  // Read again under the lock: another refund may have been counted meanwhile.
  const fresh = (await findOrderForBenefits(tx, order.id)) ?? order;
  const key = `returned:${order.id}`;
  const entries = await findEntriesOfOrder(tx, { brandId, emailKey }, order.id);
  const moves = entries.filter(({ idempotencyKey }) => idempotencyKey.startsWith(key));
  // Given back and taken again by turns.
  const isBack = moves.length % 2 === 1;
  if (isWholeBack(fresh) === isBack) return;
  const backMinor = moves.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
  const isThere = balance >= backMinor;
  const isBooked = await bookCredit(tx, {
    brandId,
    emailKey,
    kind: isBack ? 'set_aside' : 'given_back',
    amountMinor: isBack ? -(isThere ? backMinor : balance) : order.creditMinor - backMinor,
    idempotencyKey: moves.length === 0 ? key : `${key}:${moves.length}`,
    orderId: order.id,
    at,
  });
  invariant(isBooked, 'under the lock the balance allows what was counted');
}

function isWholeBack({ capturedMinor, refunds }: OrderForBenefits): boolean {
  const succeeded = refunds.filter(({ status }) => status === 'succeeded');
  return succeeded.reduce((sum, { amountMinor }) => sum + amountMinor, 0n) >= capturedMinor;
}
