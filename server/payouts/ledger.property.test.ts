import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { netOfOrder } from '../checkout/rules/net-of-order.ts';
import { Problem } from '../platform/problem.ts';
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
import { commissionOf } from './rules/commission.ts';

type Step =
  | { do: 'sell'; seller: 'ana' | 'ben'; buyer: number; capturedMinor: number }
  | { do: 'refund'; order: number; shareBps: number }
  | { do: 'wait'; days: number }
  | { do: 'release' }
  | { do: 'pay' };

const minor = fc.integer({ min: 1, max: 50_000 });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constant('sell' as const),
    seller: fc.constantFrom('ana' as const, 'ben' as const),
    buyer: fc.integer({ min: 0, max: 3 }),
    capturedMinor: minor,
  }),
  fc.record({
    do: fc.constant('refund' as const),
    order: fc.nat({ max: 5 }),
    shareBps: fc.integer({ min: 1, max: 10_000 }),
  }),
  fc.record({ do: fc.constant('wait' as const), days: fc.integer({ min: 1, max: 40 }) }),
  fc.record({ do: fc.constant('release' as const) }),
  fc.record({ do: fc.constant('pay' as const) }),
);

describe.each(testDatabases())('the ledger on %s', (engine) => {
  it('posts for every line what its order is worth, whatever happens in whatever order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 12 }), async (steps) => {
        const house = await openMoneyHouse(engine, {
          newCustomerBps: 1234,
          minimumPayoutMinor: 50,
        });
        try {
          for (const one of steps) await take(house, one);
          await expectBalancedLedger(house.hub.db);
          await expectPostedIsTarget(house);
          await expectPaidIsWhatItemsSay(house);
        } finally {
          await house.close();
        }
      }),
      { numRuns: engine === 'sqlite' ? 15 : 4 },
    );
  }, 120_000);
});

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

async function take(house: MoneyHouse, step: Step): Promise<void> {
  const { hub, brand } = house;
  switch (step.do) {
    case 'sell': {
      const { capturedMinor, buyer, seller } = step;
      await house.sell(house[seller], { capturedMinor, email: `buyer${buyer}@home.test` });
      return;
    }
    case 'refund': {
      const orders = await hub.db.order.findMany({ include: { refunds: true } });
      const order = orders[step.order % Math.max(orders.length, 1)];
      if (!order) return;
      const refunded = order.refunds.reduce((sum, one) => sum + Number(one.amountMinor), 0);
      const left = Number(order.capturedMinor) - refunded;
      const amountMinor = Math.ceil((left * step.shareBps) / 10_000);
      if (amountMinor > 0) await house.refund(order.id, amountMinor);
      return;
    }
    case 'wait':
      house.days(step.days);
      return;
    case 'release':
      await releaseDueCommissions(hub);
      return;
    case 'pay':
      await payAll(house, brand.owner.id);
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
    const order = await findOrderMoney(hub.db, line.orderId);
    if (!order) throw new Error('a line without an order');
    const net = netOfOrder(order.money);
    const { balance } = await readLineBalance(hub.db, line.id);
    expect(postedMinor(balance)).toBe(
      commissionOf(net, { rateBps: line.rateBps, capBps: order.capBps }),
    );
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
