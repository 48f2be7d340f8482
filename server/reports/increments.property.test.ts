// long: one story, with every step that it may take.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ltv, settledLtvMinor } from '../attribution/rules/ltv.ts';
import { disputedMoneyOf } from '../checkout/rules/disputed-money.ts';
import { forgetOldClicks } from '../links/forget-old-clicks.ts';
import { inTransaction } from '../platform/db.ts';
import { newId } from '../platform/ids.ts';
import { toNumber } from '../platform/minor.ts';
import { testDatabases } from '../test/database.ts';
import { makeLink } from '../test/factories.ts';
import { type MoneyHouse, openMoneyHouse } from '../test/money-house.ts';
import { makeClaim } from '../test/orders.ts';
import { recountReports, storedReports } from '../test/recount-reports.ts';
import { keepReports } from './keep-reports.ts';
import { readLtv } from './read-ltv.ts';
import { rebuildReports } from './rebuild-reports.ts';

const HOUR_MS = 3_600_000;
const who = fc.constantFrom('ana' as const, 'ben' as const);
const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('buy' as const),
      who,
      email: fc.constantFrom('eve@home.test', 'joe@home.test', 'kim@home.test'),
      minor: fc.integer({ min: 1, max: 20_000 }),
      isLate: fc.boolean(),
      byClick: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('report' as const),
      email: fc.constantFrom('eve@home.test', 'lea@home.test'),
      channel: fc.constantFrom('paid search', null),
      currency: fc.constantFrom('eur', 'usd'),
      minor: fc.integer({ min: 1, max: 20_000 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('refund' as const),
      at: fc.nat(50),
      share: fc.constantFrom(0.3, 1),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('click' as const),
      who,
      verdict: fc.constantFrom('raw' as const, 'human' as const),
      hoursAgo: fc.constantFrom(0, 0, 30),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('dispute' as const),
      at: fc.nat(50),
      status: fc.constantFrom('inquiry', 'open', 'won', 'lost'),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('confirm' as const), at: fc.nat(50) }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('claim' as const), who, hoursAgo: fc.nat(40) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      hours: fc.constantFrom(1, 13, 24 * 31),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('merge' as const), at: fc.nat(50) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('forget' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('reattribute' as const), at: fc.nat(9), who }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

describe.each(testDatabases())('increments on %s', (engine) => {
  it('equal a full recomputation after every step, whatever happens in whatever order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 12 }), async (steps) => {
        const house = await openMoneyHouse(engine);
        try {
          const story = await begin(house);
          for (const one of steps) {
            await story.take(one);
            expect(await storedReports(house.hub, house.brand)).toEqual(
              await recountReports(house.hub, house.brand),
            );
          }
          await expectLtvByTheRule(house);
          const before = await storedReports(house.hub, house.brand);
          await rebuildReports(house.hub);
          expect(await storedReports(house.hub, house.brand)).toEqual(before);
        } finally {
          await house.close();
        }
      }),
      { numRuns: engine === 'sqlite' ? 6 : 2 },
    );
  }, 180_000);

  it('would be caught lying: without the mark of a refund they no longer equal it', async () => {
    const house = await openMoneyHouse(engine);
    try {
      const { hub, brand, ana } = house;
      const order = await house.sell(ana, { capturedMinor: 5000 });
      const onTable = engine === 'sqlite' ? '' : ' ON "refund"';
      for (const name of ['refund', 'refund_insert', 'refund_update', 'ledger', 'ledger_insert']) {
        const table = name.startsWith('ledger')
          ? onTable.replace('refund', 'ledger_entry')
          : onTable;
        await hub.db.$executeRawUnsafe(`DROP TRIGGER IF EXISTS "check_report_due_${name}"${table}`);
      }
      await house.refund(order.id, 2000);
      const kept = await storedReports(hub, brand);
      const recounted = await recountReports(hub, brand);
      expect(kept.days).not.toEqual(recounted.days);
      await rebuildReports(hub);
      expect((await storedReports(hub, brand)).days).toEqual(recounted.days);
    } finally {
      await house.close();
    }
  }, 60_000);
});

/** The table of the page against the rule of one line, applied to all orders. */
async function expectLtvByTheRule({ hub, brand, ana, ben }: MoneyHouse): Promise<void> {
  const asOf = hub.clock.now();
  const { rows } = await readLtv(hub, brand, { by: 'contract' });
  for (const { contract } of [ana, ben]) {
    const acquired = await hub.db.acquisition.findMany({
      where: { contractId: contract.id },
      include: {
        customer: { include: { orders: { include: { refunds: true, disputes: true } } } },
      },
    });
    const customers = acquired.flatMap(({ customer }) => {
      const orders = customer.orders.map((order) => ({
        capturedAt: order.capturedAt,
        currency: order.currency,
        capturedMinor: toNumber(order.capturedMinor),
        taxMinor: 0,
        shippingMinor: 0,
        refunds: order.refunds.map((one) => ({
          amountMinor: toNumber(one.amountMinor),
          at: one.createdAt,
        })),
        disputes: order.disputes.map(disputedMoneyOf),
      }));
      const times = orders.map(({ capturedAt }) => capturedAt.getTime());
      const own = orders.filter(({ currency }) => currency === 'eur');
      const acquiredAt = new Date(Math.min(...times));
      return own.length > 0 ? [{ acquiredAt, refundWindowDays: 30, orders: own }] : [];
    });
    const row = rows.find(({ key }) => key === contract.id);
    for (const days of [30, 60, 90] as const) {
      const expected = ltv(customers, { days, asOf });
      const cell = row?.cells.find((one) => one.days === days);
      expect(cell?.valueMinor ?? null).toBe(expected.valueMinor);
      expect(cell?.repeatRate ?? null).toBe(expected.repeatRate);
      expect(cell?.customers ?? 0).toBe(expected.customers);
      expect(cell?.unfinished ?? 0).toBe(expected.unfinished);
      expect(cell?.settledMinor ?? null).toBe(settledLtvMinor(customers, { days, asOf }));
    }
  }
}

async function begin(house: MoneyHouse) {
  const { hub, brand, drop } = house;
  const { db, clock } = hub;
  const links = {
    ana: await makeLink(hub, { contractId: house.ana.contract.id, dropId: drop.id }),
    ben: await makeLink(hub, { contractId: house.ben.contract.id }),
  };
  const orderIds: string[] = [];
  const clickIds: string[] = [];
  const pick = (ids: readonly string[], at: number) => ids[at % Math.max(1, ids.length)];
  const ago = (hours: number) => new Date(clock.now().getTime() - hours * HOUR_MS);
  let serial = 0;

  async function click(by: 'ana' | 'ben', verdict: 'raw' | 'human', hoursAgo: number) {
    const at = ago(hoursAgo);
    const id = newId(at);
    clickIds.push(id);
    const { dropId } = links[by];
    await db.click.create({
      data: {
        ...{ id, linkId: links[by].id, at, verdict, dropId, startsVisit: verdict === 'human' },
        contractVersionId: house[by].contract.version.id,
        visitorId: verdict === 'raw' ? null : 'v1',
      },
    });
    return id;
  }

  async function report(given: Extract<Step, { do: 'report' }>) {
    serial += 1;
    const at = clock.now();
    await inTransaction(db, async (tx) => {
      const key = { brandId: brand.id, emailKey: given.email };
      const customer = await tx.customer.upsert({
        where: { brandId_emailKey: key },
        create: { id: newId(at), ...key, email: given.email, createdAt: at },
        update: {},
      });
      const id = newId(at);
      orderIds.push(id);
      await tx.order.create({
        data: {
          ...{ id, number: 90_000 + serial, brandId: brand.id, source: 'api' },
          ...{ externalId: `shop-${serial}`, channel: given.channel, customerId: customer.id },
          ...{ capturedAt: at, currency: given.currency, capturedMinor: BigInt(given.minor) },
          ...{ itemsMinor: BigInt(given.minor), shippingMinor: 0n, taxMinor: 0n, costMinor: 100n },
        },
      });
    });
  }

  async function buy(one: Extract<Step, { do: 'buy' }>) {
    const clickId = one.byClick ? await click(one.who, 'human', 1) : undefined;
    const order = await house.sell(house[one.who], {
      email: one.email,
      capturedMinor: one.minor,
      capturedAt: ago(one.isLate ? 50 : 0),
      ...(clickId ? { clickId } : {}),
    });
    orderIds.push(order.id);
  }

  async function confirm(at: number) {
    const where = { id: pick(clickIds, at) ?? '', verdict: 'human' };
    await db.click.updateMany({ where, data: { verdict: 'confirmed', confirmedAt: clock.now() } });
  }

  async function claim(one: Extract<Step, { do: 'claim' }>) {
    const contract = house[one.who].contract;
    const given = { brandId: brand.id, drop, contract, visitorId: 'v9' };
    await makeClaim(hub, { ...given, heldAt: ago(one.hoursAgo) });
  }

  /** Old clicks go, once the reports have counted them. */
  async function forget() {
    clock.advance(100 * 24 * HOUR_MS);
    await keepReports(hub);
    await forgetOldClicks(hub);
  }

  async function reattribute(one: Extract<Step, { do: 'reattribute' }>) {
    const acquisitions = await db.acquisition.findMany({ orderBy: { id: 'asc' } });
    const found = acquisitions[one.at % Math.max(1, acquisitions.length)];
    const { id: contractId, version } = house[one.who].contract;
    const data = { contractId, contractVersionId: version.id };
    if (found) await db.acquisition.update({ where: { id: found.id }, data });
  }

  async function dispute(orderId: string, status: string) {
    const openedAt = clock.now();
    const decidedAt = status === 'won' || status === 'lost' ? openedAt : null;
    await db.dispute.upsert({
      where: { id: `du_${orderId}` },
      create: {
        ...{ id: `du_${orderId}`, orderId, amountMinor: 700n, currency: 'eur', reason: '', status },
        ...{ openedAt, decidedAt },
      },
      update: { status, decidedAt },
    });
  }

  /** What happens to one of the orders that there are. */
  async function touch(one: Extract<Step, { do: 'refund' | 'dispute' | 'merge' }>) {
    const id = pick(orderIds, one.at);
    const order = id ? await db.order.findUnique({ where: { id } }) : null;
    if (!order) return;
    if (one.do === 'merge') return mergeInto(order.customerId);
    if (one.do === 'dispute') return dispute(order.id, one.status);
    const minor = Math.max(1, Math.round(toNumber(order.capturedMinor) * one.share));
    if (order.contractId) await house.refund(order.id, minor);
  }

  async function act(one: Step): Promise<void> {
    switch (one.do) {
      case 'wait':
        clock.advance(one.hours * HOUR_MS);
        return;
      case 'click':
        await click(one.who, one.verdict, one.hoursAgo);
        return;
      case 'report':
        return report(one);
      case 'buy':
        return buy(one);
      case 'confirm':
        return confirm(one.at);
      case 'claim':
        return claim(one);
      case 'reattribute':
        return reattribute(one);
      case 'forget':
        return forget();
      default:
        return touch(one);
    }
  }

  async function take(one: Step): Promise<void> {
    clock.advance(120_000);
    await act(one);
    await house.settle();
    await keepReports(hub);
  }

  /** All orders of another customer become this one's, and that one's acquisition goes. */
  async function mergeInto(customerId: string) {
    const other = await db.customer.findFirst({ where: { id: { not: customerId } } });
    if (!other) return;
    await inTransaction(db, async (tx) => {
      await tx.order.updateMany({ where: { customerId: other.id }, data: { customerId } });
      await tx.acquisition.deleteMany({ where: { customerId: other.id } });
    });
  }

  return { take };
}
