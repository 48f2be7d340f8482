import { inTransaction } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { findOrderForBenefits } from './credit.store.ts';
import { unitsRefunded } from './rules/share-refunded.ts';
import { whichVoid } from './rules/which-void.ts';
import { refundedMoney } from './take-back-earned.ts';
import { findVouchersOfOrder, markVoided, unmarkVoided } from './vouchers.store.ts';

/**
 * Voids as many unused vouchers of an order as units of it have been refunded, by the refunds as they
 * stand; those of a refund that failed afterwards are good again. Used ones stay used.
 */
export async function voidVouchers(hub: Hub, { orderId }: { orderId: string }): Promise<void> {
  const at = hub.clock.now();
  await inTransaction(hub.db, async (tx) => {
    const order = await findOrderForBenefits(tx, orderId);
    const vouchers = await findVouchersOfOrder(tx, orderId);
    if (!order || vouchers.length === 0) return;
    const units = unitsRefunded(vouchers.length, refundedMoney(order));
    const isVoid = new Set(whichVoid(vouchers, units).map(({ id }) => id));
    const rest = vouchers.filter(({ id, voidedAt }) => voidedAt !== null && !isVoid.has(id));
    await markVoided(tx, [...isVoid], at);
    await unmarkVoided(
      tx,
      rest.map(({ id }) => id),
    );
  });
}
