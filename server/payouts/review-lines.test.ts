import { afterEach, describe, expect, it } from 'vitest';
import { decideFlag, reopenFlag } from '../fraud/decide-flag.ts';
import { recordFlag } from '../fraud/record-flag.ts';
import { testDatabases } from '../test/database.ts';
import { expectBalancedLedger } from '../test/ledger.ts';
import { type MoneyHouse, openMoneyHouse } from '../test/money-house.ts';

describe.each(testDatabases())('a review of many lines on %s', (engine) => {
  let house: MoneyHouse;
  afterEach(async () => {
    await expectBalancedLedger(house.hub.db);
    await house.close();
  });

  it('counts their month once: no line is booked up in between, only to be taken back', async () => {
    // 10.00 for each order; the cap of the month pays 15 of them.
    const caps = { orderMinor: null, dropMinor: null, monthMinor: 15_000 };
    const start = new Date('2026-09-01T10:00:00Z');
    house = await openMoneyHouse(engine, { caps }, { start });
    const { hub, brand, ana } = house;
    const { db } = hub;
    for (let sold = 0; sold < 32; sold += 1) await house.sell(ana, { capturedMinor: 10_000 });
    const lines = await db.commissionLine.findMany({ orderBy: { earnedAt: 'asc' } });
    const lineIds = lines.slice(0, 30).map(({ id }) => id);
    await recordFlag(hub, {
      ...{ brandId: brand.id, contractId: ana.contract.id, rule: 'refund_abuse' },
      ...{ subject: 'all', sentences: ['seen'], lineIds },
    });
    const { id: flagId } = await db.fraudFlag.findFirstOrThrow();
    const by = { id: brand.owner.id, name: 'Olga' };
    const given = { brandId: brand.id, flagId, by, reason: 'looked at it' };
    const bookingsOfDecision = async (decide: () => Promise<unknown>) => {
      hub.clock.advance(60_000);
      await decide();
      const at = hub.clock.now();
      const rows = await db.ledgerEntry.groupBy({
        by: ['lineId'],
        where: { account: 'brand_payable', at },
        _count: true,
      });
      return rows.map(({ _count }) => _count);
    };
    const once = (count: number) => Array.from({ length: count }, () => 1);

    const confirmed = await bookingsOfDecision(() =>
      decideFlag(hub, { ...given, verdict: 'confirmed' }),
    );
    // The 15 that the cap had paid, and the two that are left and have room now.
    expect(confirmed).toEqual(once(17));
    expect(await house.balances(ana.creator.id)).toEqual({ pending: 2_000, available: 0, paid: 0 });
    expect(await bookingsOfDecision(() => reopenFlag(hub, given))).toEqual(once(17));
    expect(await house.balances(ana.creator.id)).toMatchObject({ pending: 0, held: 15_000 });
  }, 60_000);
});
