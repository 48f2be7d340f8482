import type { Tx } from '../platform/db.ts';
import { recordHappening } from '../platform/happenings.ts';
import { toNumber } from '../platform/minor.ts';
import { Problem } from '../platform/problem.ts';
import { findOrderOfBrand, lockOrder, saveRefund } from './checkout.store.ts';

/**
 * Writes a refund that the brand's own shop gave on an order that it reported. Refunds together are
 * at most what was paid: throws `refund_too_large`.
 */
export async function recordReportedRefund(
  tx: Tx,
  refund: { id: string; brandId: string; orderId: string; amountMinor: number; reason: string },
  at: Date,
): Promise<void> {
  const { id, brandId, orderId, amountMinor, reason } = refund;
  await lockOrder(tx, orderId);
  const order = await findOrderOfBrand(tx, brandId, orderId);
  if (!order) throw new Problem('not_found');
  const given = order.refunds.reduce((sum, one) => sum + toNumber(one.amountMinor), 0);
  if (given + amountMinor > toNumber(order.capturedMinor)) throw new Problem('refund_too_large');
  const row = { id, orderId, amountMinor: BigInt(amountMinor), reason, createdAt: at };
  const isNews = await saveRefund(tx, { ...row, status: 'succeeded' });
  const payload = { orderId, refundId: id };
  if (isNews) await recordHappening(tx, 'order.refunded', { payload, at });
}
