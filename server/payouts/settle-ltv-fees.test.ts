import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inTransaction } from '../platform/db.ts';
import { testDatabases } from '../test/database.ts';
import { expectBalancedLedger } from '../test/ledger.ts';
import { type MoneyHouse, openMoneyHouse } from '../test/money-house.ts';
import { bookOnLine } from './book-on-line.ts';
import { lockLine, setWorth } from './lines.store.ts';
import { lockContract } from './periods.store.ts';
import { settleLtvFees } from './settle-ltv-fees.ts';
import { settleLtvLines } from './settle-ltv-line.ts';

describe.each(testDatabases())('settling LTV fees on %s', (engine) => {
  let house: MoneyHouse;
  beforeEach(async () => {
    // 10 % of what each customer of the month is worth above 100.00 after 30 days.
    const ltv = {
      ...({ days: 30, thresholdMinor: 10_000, bps: 1_000, flatMinor: 0 } as const),
      ...{ minimumCustomers: 1, capMinor: null },
    };
    house = await openMoneyHouse(engine, { ltv }, { start: new Date('2026-09-01T10:00:00Z') });
  });
  afterEach(async () => {
    await expectBalancedLedger(house.hub.db);
    await house.close();
  });

  const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
  const sell = async () => {
    const { id } = await house.sell(house.ana, { capturedMinor: 20_000 });
    house.hub.clock.set(new Date('2026-12-01T00:00:00Z'));
    return id;
  };
  const feeOn = async (orderId: string) => {
    const line = await house.hub.db.commissionLine.findFirstOrThrow({
      where: { orderId, kind: 'ltv_fee' },
      include: { entries: { where: { account: 'brand_payable' } } },
    });
    const postedMinor = line.entries.reduce((sum, { amountMinor }) => sum - amountMinor, 0n);
    return { id: line.id, postedMinor, shareMinor: line.shareMinor };
  };

  it('posts the share that another worker writes at this moment, not the one before', async () => {
    const { db, clock } = house.hub;
    const orderId = await sell();
    await settleLtvFees(house.hub);
    const { id } = await feeOn(orderId);
    const writing = inTransaction(db, async (tx) => {
      await lockLine(tx, id);
      await setWorth(tx, id, { shareMinor: 400n });
      await pause(300);
    });
    await pause(100);
    const posting = inTransaction(db, (tx) => settleLtvLines(tx, [orderId], { at: clock.now() }));
    await Promise.all([writing, posting]);
    expect(await feeOn(orderId)).toMatchObject({ postedMinor: 400n, shareMinor: 400n });
  });

  it('repairs a fee whose bookings are not its share', async () => {
    const orderId = await sell();
    await settleLtvFees(house.hub);
    const { id } = await feeOn(orderId);
    const wrong = { targetMinor: 300, memo: () => 'wrong', at: house.hub.clock.now() };
    await inTransaction(house.hub.db, (tx) => bookOnLine(tx, id, wrong));
    await settleLtvFees(house.hub);
    expect(await feeOn(orderId)).toMatchObject({ postedMinor: 1_000n, shareMinor: 1_000n });
  });

  it('counts what happened while it waited for the contract', async () => {
    const { db, clock } = house.hub;
    const orderId = await sell();
    const refunding = inTransaction(db, async (tx) => {
      await lockContract(tx, house.ana.contract.id);
      await pause(300);
      const refund = { id: 're_late', orderId, amountMinor: 5_000n, reason: 'x' };
      await tx.refund.create({
        data: { ...refund, status: 'succeeded', createdAt: clock.now() },
      });
    });
    await pause(100);
    await Promise.all([refunding, settleLtvFees(house.hub)]);
    expect(await feeOn(orderId)).toMatchObject({ postedMinor: 500n, shareMinor: 500n });
  });
});
