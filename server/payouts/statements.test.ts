import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { testDatabases } from '../test/database.ts';
import { makeBrand } from '../test/factories.ts';
import { type MoneyHouse, openMoneyHouse } from '../test/money-house.ts';
import { approveBatch } from './approve-batch.ts';
import { createBatch } from './create-batch.ts';
import { markPaid } from './mark-paid.ts';
import { readMyStatement, readStatementOfCreator } from './read-statement.ts';
import { releaseDueCommissions } from './release-due.ts';
import { writeCreatorStatement } from './write-creator-statement.ts';

describe.each(testDatabases())('a statement on %s', (engine) => {
  let house: MoneyHouse;
  beforeEach(async () => {
    house = await openMoneyHouse(engine, {}, { start: new Date('2026-09-10T12:00:00Z') });
  });
  afterEach(() => house.close());

  const read = (from: string, to: string, timeZone = 'UTC') =>
    readMyStatement(
      house.hub.db,
      { id: house.ana.creator.id, displayName: '=Ana', timeZone },
      { from, to },
    );
  const figures = async (from: string, to: string, timeZone = 'UTC') => {
    const [section] = (await read(from, to, timeZone)).sections;
    const { opening, lines, reversals, payouts, closing } = section ?? {};
    return [opening, lines, reversals, payouts, closing].map((money) => money?.minor);
  };

  /** September: two sales, a refund. October: a payout, a refund after it, a new sale. */
  async function live() {
    const first = await house.sell(house.ana, { capturedMinor: 10_000 });
    const second = await house.sell(house.ana, { capturedMinor: 5000 });
    await house.refund(second.id, 2000);
    house.days(30);
    await releaseDueCommissions(house.hub);
    const by = house.brand.owner.id;
    const { id: batchId, items } = await createBatch(house.hub, house.brand, { createdBy: by });
    await approveBatch(house.hub, { brandId: house.brand.id, batchId, approvedBy: by });
    const itemId = items[0]?.id ?? '';
    await markPaid(house.hub, { brandId: house.brand.id, itemId, note: 'SEPA' });
    house.days(5);
    await house.refund(first.id, 10_000);
    await house.sell(house.ana, { capturedMinor: 3000 });
  }

  it('leads from opening to closing, and the next one begins where it ends', async () => {
    await live();
    expect(await figures('2026-09-01', '2026-09-30')).toEqual([0, 1500, 200, 0, 1300]);
    expect(await figures('2026-10-01', '2026-10-31')).toEqual([1300, 300, 1000, 1300, -700]);
    expect(await figures('2026-11-01', '2026-11-30')).toEqual([-700, 0, 0, 0, -700]);
  });

  it('ends with what the ledger owes', async () => {
    await live();
    const { pending, available } = await house.balances(house.ana.creator.id);
    expect((await figures('2026-09-01', '2026-10-31')).at(-1)).toBe(pending + available);
  });

  it('counts whole days of the reader’s zone, from midnight to midnight', async () => {
    house.hub.clock.set(new Date('2026-09-30T14:59:59.999Z'));
    await house.sell(house.ana, { capturedMinor: 1000 });
    house.hub.clock.set(new Date('2026-09-30T15:00:00.000Z'));
    await house.sell(house.ana, { capturedMinor: 2000 });
    expect(await figures('2026-09-01', '2026-09-30', 'Asia/Tokyo')).toEqual([0, 100, 0, 0, 100]);
    expect(await figures('2026-10-01', '2026-10-31', 'Asia/Tokyo')).toEqual([100, 200, 0, 0, 300]);
    // The day on which the clocks go back has 25 hours.
    house.hub.clock.set(new Date('2026-10-25T22:59:59.999Z'));
    await house.sell(house.ana, { capturedMinor: 4000 });
    expect(await figures('2026-10-25', '2026-10-25', 'Europe/Berlin')).toEqual([
      300, 400, 0, 0, 700,
    ]);
  });

  it('is a file that sums up and that no spreadsheet runs', async () => {
    await live();
    const csv = writeCreatorStatement(await read('2026-10-01', '2026-10-31'));
    expect(csv.startsWith('\uFEFF')).toBe(true);
    const rows = csv.trim().split('\r\n').slice(1);
    expect(rows[0]).toContain(`,'=Ana,2026-10-01T00:00:00.000Z,2026-10-01 00:00:00,UTC,opening,`);
    const amounts = rows.map((row) => Number(row.split(',').at(-2)));
    const between = amounts.slice(1, -1).reduce((sum, amount) => sum + amount, 0);
    expect((amounts[0] ?? 0) + between).toBeCloseTo(amounts.at(-1) ?? 0, 10);
    expect(rows.at(-1)).toMatch(/,closing,,,-7\.00,EUR$/);
  });

  it('of another brand’s creator looks like a missing one', async () => {
    await live();
    const other = await makeBrand(house.hub);
    const days = { creatorId: house.ana.creator.id, from: '2026-09-01', to: '2026-09-30' };
    await expect(readStatementOfCreator(house.hub.db, other, days)).rejects.toMatchObject({
      code: 'not_found',
    });
    const own = await readStatementOfCreator(house.hub.db, house.brand, days);
    expect(own.sections).toMatchObject([{ closing: { minor: 1300 } }]);
  });
});
