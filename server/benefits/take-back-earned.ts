import type { Tx } from '../platform/db.ts';
import { invariant } from '../platform/invariant.ts';
import { toNumber } from '../platform/minor.ts';
import {
  bookCredit,
  findEarned,
  findEntriesOfOrder,
  findOrderForBenefits,
  lockBalance,
  type OrderForBenefits,
} from './credit.store.ts';
import { shareRefunded } from './rules/share-refunded.ts';
import { takeBack } from './rules/take-back.ts';

/**
 * Brings what an order earned in line with its refunds as they stand, by booking the difference: safe
 * to run at any time, any number of times. What was spent already is written off beside it. It is taken
 * from whoever earned it: the order's customer may be another one since, by a merge.
 */
export async function takeBackEarned(tx: Tx, order: OrderForBenefits, at: Date): Promise<void> {
  const earned = await findEarned(tx, order.id);
  if (!earned) return;
  const owner = { brandId: earned.brandId, emailKey: earned.emailKey };
  const balance = await lockBalance(tx, { ...owner, currency: order.currency });
  // Read again under the lock, the refunds too: another one may have been counted meanwhile.
  const entries = await findEntriesOfOrder(tx, owner, order.id);
  const fresh = (await findOrderForBenefits(tx, order.id)) ?? order;
  const sum = (kind: string) =>
    toNumber(entries.reduce((all, one) => (one.kind === kind ? all + one.amountMinor : all), 0n));
  const changes = takeBack({
    targetMinor: shareRefunded(sum('earned'), refundedMoney(fresh)),
    takenMinor: -sum('taken_back'),
    writtenOffMinor: sum('written_off'),
    balanceMinor: toNumber(balance),
  });
  for (const [n, { kind, amountMinor }] of changes.entries()) {
    const isBooked = await bookCredit(tx, {
      ...owner,
      kind,
      amountMinor: BigInt(amountMinor),
      idempotencyKey: `${kind}:${order.id}:${entries.length + n}`,
      orderId: order.id,
      at,
    });
    invariant(isBooked, 'under the lock the balance allows what was counted');
  }
}

/** The money of an order and what of it has gone back, minor units. */
export function refundedMoney({ capturedMinor, shippingMinor, refunds }: OrderForBenefits) {
  return {
    capturedMinor: toNumber(capturedMinor),
    shippingMinor: toNumber(shippingMinor),
    refundedMinor: toNumber(refunds.reduce((sum, { amountMinor }) => sum + amountMinor, 0n)),
  };
}
