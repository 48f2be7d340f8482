import { inTransaction, type Tx } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { retryOnUniqueConflict } from '../platform/unique-conflict.ts';
import type { Quote } from '../protocol/claims.ts';
import { bookCredit, findOrderForBenefits, lockBalance } from './credit.store.ts';
import { creditEarned } from './rules/units-of-quote.ts';
import { takeBackEarned } from './take-back-earned.ts';

/**
 * Books the credit that a paid order earns, once, to the customer who paid. How much was promised is
 * read from the quote that was frozen on the claim, not from the drop of today.
 */
export async function earnCredit(hub: Hub, { orderId }: { orderId: string }): Promise<void> {
  const order = await findOrderForBenefits(hub.db, orderId);
  const earnedMinor = order ? creditEarned(JSON.parse(order.quote) as Partial<Quote>) : 0;
  if (!order || earnedMinor === 0) return;
  const owner = { brandId: order.brandId, emailKey: order.customer.emailKey };
  const at = hub.clock.now();
  const work = async (tx: Tx) => {
    await lockBalance(tx, { ...owner, currency: order.currency });
    await bookCredit(tx, {
      ...owner,
      kind: 'earned',
      amountMinor: BigInt(earnedMinor),
      idempotencyKey: `earned:${orderId}`,
      orderId,
      at,
    });
    // A refund may have been faster than this.
    await takeBackEarned(tx, order, at);
  };
  await retryOnUniqueConflict(() => inTransaction(hub.db, work));
}
