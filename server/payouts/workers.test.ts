import { describe, expect, it } from 'vitest';
import { netOfOrder } from '../checkout/rules/net-of-order.ts';
import { Problem } from '../platform/problem.ts';
import { shareOf } from '../protocol/money.ts';
import { testDatabases } from '../test/database.ts';
import { expectBalancedLedger } from '../test/ledger.ts';
import { type MoneyHouse, openMoneyHouse } from '../test/money-house.ts';
import { makeRefund } from '../test/orders.ts';
import { adjustCommission } from './adjust-commission.ts';
import { approveBatch } from './approve-batch.ts';
import { createBatch } from './create-batch.ts';
import { readLineBalance } from './ledger.store.ts';
import { findOrderMoney } from './lines.store.ts';
import { markPaid } from './mark-paid.ts';
import { releaseDueCommissions } from './release-due.ts';
import { postedMinor } from './rules/bookings.ts';

describe.each(testDatabases())('several workers on %s', (engine) => {
  it('release, refund, take refunds back and pay out at once, and nothing is lost or paid twice', async () => {
    const house = await openMoneyHouse(engine, { newCustomerBps: 1234 });
    const { hub, brand } = house;
    try {
      const orders: Awaited<ReturnType<MoneyHouse['sell']>>[] = [];
      for (let i = 0; i < 8; i += 1) {
        const seller = i % 2 === 0 ? house.ana : house.ben;
        orders.push(await house.sell(seller, { capturedMinor: 3000 + i * 701 }));
        house.days(4);
      }
      for (const { id } of orders.slice(0, 3)) await house.refund(id, 3000);
      for (let round = 0; round < 5; round += 1) {
        house.days(7);
        const [a, b, c] = [0, 3, 5].map((shift) => orders[(round + shift) % orders.length]?.id);
        await changeRefunds(house, { failing: a ?? '', refunded: [b ?? '', c ?? ''] });
        await Promise.all([
          releaseDueCommissions(hub),
          house.settle(),
          payAll(house, brand.owner.id),
          house.settle(),
          payAll(house, brand.owner.id),
          releaseDueCommissions(hub),
          ...[a, b, c].map((id) => adjustCommission(hub, { orderId: id ?? '' })),
        ]);
        await expectBalancedLedger(hub.db);
        await expectPostedIsTarget(house);
        await expectPaidIsWhatItemsSay(house);
      }
    } finally {
      await house.close();
    }
  }, 120_000);
});

/** What the payment service tells between two rounds: one refund failed, others were made. */
async function changeRefunds(
  { hub }: MoneyHouse,
  { failing, refunded }: { failing: string; refunded: string[] },
): Promise<void> {
  await hub.db.refund.updateMany({ where: { orderId: failing }, data: { status: 'failed' } });
  for (const orderId of refunded) {
    const { capturedMinor, refunds } = await hub.db.order.findUniqueOrThrow({
      where: { id: orderId },
      include: { refunds: { where: { status: 'succeeded' } } },
    });
    const left = refunds.reduce((sum, one) => sum - one.amountMinor, capturedMinor);
    const amountMinor = Number((left + 1n) / 2n);
    if (amountMinor > 0) await makeRefund(hub, { orderId, amountMinor });
  }
}

async function payAll({ hub, brand }: MoneyHouse, by: string): Promise<void> {
  try {
    const { id: batchId, items } = await createBatch(hub, brand, { createdBy: by });
    await approveBatch(hub, { brandId: brand.id, batchId, approvedBy: by });
    for (const { id } of items) await markPaid(hub, { brandId: brand.id, itemId: id, note: '' });
  } catch (error) {
    if (!(error instanceof Problem && error.code === 'nothing_to_pay')) throw error;
  }
}

async function expectPostedIsTarget({ hub }: MoneyHouse): Promise<void> {
  for (const line of await hub.db.commissionLine.findMany()) {
    const order = await findOrderMoney(hub.db, line.orderId ?? '');
    if (!order) throw new Error('a line without an order');
    const net = netOfOrder(order.money);
    const { balance } = await readLineBalance(hub.db, line.id);
    expect(postedMinor(balance)).toBe(shareOf(net, line.rateBps));
    expect(balance.pendingMinor).toBe(line.releasedAt ? 0 : postedMinor(balance));
  }
}

async function expectPaidIsWhatItemsSay(house: MoneyHouse): Promise<void> {
  for (const { creator } of [house.ana, house.ben]) {
    const { _sum } = await house.hub.db.payoutItem.aggregate({
      where: { creatorId: creator.id, paidAt: { not: null } },
      _sum: { amountMinor: true },
    });
    expect((await house.balances(creator.id)).paid).toBe(Number(_sum.amountMinor ?? 0n));
  }
}
