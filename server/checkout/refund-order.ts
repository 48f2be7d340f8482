import type { Hub } from '../platform/hub.ts';
import { toNumber } from '../platform/minor.ts';
import { Problem } from '../platform/problem.ts';
import type { OrderView } from '../protocol/checkout.ts';
import { countRefunds, findOrderOfBrand } from './checkout.store.ts';
import { readOrder } from './list-orders.ts';
import { markOf, payingHub } from './paying-hub.ts';
import { recordRefund } from './record-refunds.ts';

type Asked = {
  brandId: string;
  orderId: string;
  amountMinor?: number | undefined;
  /** What whoever asks has seen as refunded before; undefined: not said. */
  refundedMinor?: number | undefined;
  reason: string;
};

/**
 * Gives money back on an order. The idempotency key counts the refunds before, failed ones too, so
 * that two clicks at once are one refund, and a later, equal one is another; a try whose answer was lost
 * and that comes again has seen what was refunded before it, and is told so.
 */
export async function refundOrder(
  hub: Hub,
  { brandId, orderId, amountMinor, refundedMinor, reason }: Asked,
): Promise<OrderView> {
  // Counted before the order is read: a refund made in between has the same key, or is seen.
  const before = await countRefunds(hub.db, orderId);
  const order = await findOrderOfBrand(hub.db, brandId, orderId);
  if (!order) throw new Problem('not_found');
  const { paymentIntentId } = order;
  if (order.source === 'counter') throw new Problem('refund_at_counter');
  if (paymentIntentId === null) throw new Problem('refund_in_shop');
  const refunded = toNumber(order.refunds.reduce((sum, refund) => sum + refund.amountMinor, 0n));
  if (refundedMinor !== undefined && refundedMinor !== refunded)
    throw new Problem('refund_changed');
  const left = toNumber(order.capturedMinor) - refunded;
  const amount = amountMinor ?? left;
  if (amount > left || amount <= 0) throw new Problem('refund_too_large');
  const drop = order.drop ?? { rehearsalOf: null };
  const refund = await payingHub(hub, drop)
    .payments.stripe.refunds.create(
      { payment_intent: paymentIntentId, amount, metadata: { orderId, reason, ...markOf(drop) } },
      { idempotencyKey: `refund:${orderId}:${before}:${amount}` },
    )
    .catch((error: unknown) => {
      hub.log.error({ err: error, orderId }, 'a refund was refused');
      throw new Problem('refund_failed');
    });
  await recordRefund(hub, orderId, refund);
  return readOrder(hub, { brandId, orderId });
}
