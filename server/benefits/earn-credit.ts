import { normaliseEmail } from '../mail/rules/normalise-email.ts';
import { inTransaction, type Tx } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { retryOnUniqueConflict } from '../platform/unique-conflict.ts';
import type { Quote } from '../protocol/claims.ts';
import {
  bookCredit,
  type CreditOwner,
  findEarned,
  findOrderForBenefits,
  lockBalance,
  type OrderForBenefits,
} from './credit.store.ts';
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
  const { brandId, emailKey } = (await findEarned(hub.db, orderId)) ?? ownerOf(order);
  const at = hub.clock.now();
  const work = async (tx: Tx) => {
    await lockBalance(tx, { brandId, emailKey, currency: order.currency });
    await bookCredit(tx, {
      brandId,
      emailKey,
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

/**
 * Credit is spent by proving an address. A customer who is known by their account alone earns it under
 * the address that they paid with, where the receipt goes too.
 */
function ownerOf({ brandId, customer }: OrderForBenefits): CreditOwner {
  const { emailKey, email } = customer;
  const hasAddress = emailKey.includes('@') || email === '';
  return { brandId, emailKey: hasAddress ? emailKey : normaliseEmail(email) };
}
