import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { testDatabases } from '../test/database.ts';
import { expectBalancedLedger } from '../test/ledger.ts';
import { type MoneyHouse, openMoneyHouse } from '../test/money-house.ts';
import { takeConversion } from './take-conversion.ts';

const HOUR_MS = 3_600_000;
const TOTAL_MINOR = 10_000;

type News = { status: 'open' | 'won' | 'lost'; hour: number; amountMinor: number };

/** News of one dispute, and the order of their arrival with some of them again. */
const shuffled = fc
  .array(
    fc.record({
      status: fc.constantFrom<News['status']>('open', 'won', 'lost'),
      hour: fc.nat({ max: 4 }),
      amountMinor: fc.constantFrom(TOTAL_MINOR, 4_321),
    }),
    { minLength: 2, maxLength: 5 },
  )
  .chain((news) => {
    const places = news.map((_, at) => at);
    const every = fc.shuffledSubarray(places, { minLength: places.length });
    const again = fc.shuffledSubarray(places);
    return fc.tuple(
      fc.constant(news),
      fc.tuple(every, again).map((all) => all.flat()),
    );
  });

describe.each(testDatabases())('disputes that a shop reports on %s', (engine) => {
  let house: MoneyHouse;
  let serial = 0;

  beforeEach(async () => {
    house = await openMoneyHouse(engine, { recurring: { months: 12, bps: 1_000 } });
    await house.sell(house.ana, { email: 'eve@home.test', capturedMinor: TOTAL_MINOR });
    house.days(1);
  });
  afterEach(async () => {
    await expectBalancedLedger(house.hub.db);
    await house.close();
  });

  const report = (body: Parameters<typeof takeConversion>[2]) =>
    takeConversion(house.hub, { brand: house.brand, mode: 'live', source: 'api' }, body);

  /** A sale of the shop to Ana's customer, and what is told of its dispute, in this order. */
  async function sellAndTell(news: readonly News[], arrivals: readonly number[]) {
    const { hub } = house;
    serial += 1;
    const id = `order-${serial}`;
    const start = hub.clock.now().getTime();
    const money = { totalMinor: TOTAL_MINOR, taxMinor: 0, shippingMinor: 0 };
    const items = [{ title: 'Lamp', quantity: 1, unitPriceMinor: TOTAL_MINOR }];
    await report({
      ...{ type: 'sale', eventId: id, occurredAt: new Date(start).toISOString() },
      ...{ customer: { email: 'eve@home.test' }, order: { id, currency: 'eur', ...money, items } },
    });
    await house.settle();
    hub.clock.advance(6 * HOUR_MS);
    for (const place of arrivals) {
      const { hour, ...told } = news[place] ?? { hour: 0, status: 'open', amountMinor: 1 };
      const occurredAt = new Date(start + hour * HOUR_MS).toISOString();
      const eventId = `${id}-${place}`;
      await report({ type: 'dispute', eventId, occurredAt, orderId: id, disputeId: 'd', ...told });
      await house.settle();
    }
    const order = await hub.db.order.findFirstOrThrow({
      where: { externalId: id },
      include: { disputes: true, commissions: { include: { entries: true, holds: true } } },
    });
    const [dispute] = order.disputes;
    const entries = order.commissions.flatMap((line) => line.entries);
    const isHeld = order.commissions.some(({ holds }) => holds.some((one) => !one.releasedAt));
    return {
      status: dispute?.status,
      amountMinor: dispute?.amountMinor,
      openedAfter: (dispute?.openedAt.getTime() ?? 0) - start,
      isHeld,
      owed: entries
        .filter(({ account }) => account === 'brand_payable')
        .reduce((sum, one) => sum - Number(one.amountMinor), 0),
    };
  }

  it('end in one state and one commission, however their news are shuffled and repeated', async () => {
    await fc.assert(
      fc.asyncProperty(shuffled, async ([news, arrivals]) => {
        const inOrder = news.map((_, at) => at);
        inOrder.sort((one, other) => (news[one]?.hour ?? 0) - (news[other]?.hour ?? 0));
        const expected = await sellAndTell(news, inOrder);
        expect(await sellAndTell(news, arrivals)).toEqual(expected);
      }),
      { numRuns: engine === 'sqlite' ? 12 : 5 },
    );
  }, 240_000);

  it('are what the latest of their decisions says, also when an old one is told again', async () => {
    const news: News[] = [
      { status: 'open', hour: 0, amountMinor: TOTAL_MINOR },
      { status: 'lost', hour: 1, amountMinor: TOTAL_MINOR },
      { status: 'won', hour: 2, amountMinor: TOTAL_MINOR },
    ];
    const won = { status: 'won', owed: 1_000, isHeld: false, openedAfter: 0 };
    expect(await sellAndTell(news, [0, 1, 2, 1, 0])).toMatchObject(won);
    expect(await sellAndTell(news, [2, 1, 0])).toMatchObject(won);
  });
});
