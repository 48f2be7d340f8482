import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { decideFlag, reopenFlag } from '../fraud/decide-flag.ts';
import { recordFlag } from '../fraud/record-flag.ts';
import { testDatabases } from '../test/database.ts';
import { expectBalancedLedger } from '../test/ledger.ts';
import { type MoneyHouse, openMoneyHouse } from '../test/money-house.ts';
import { releaseDueCommissions } from './release-due.ts';
import { settleLtvFees } from './settle-ltv-fees.ts';

describe.each(testDatabases())('LTV fees under review on %s', (engine) => {
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

  const sell = (email: string) => house.sell(house.ana, { email, capturedMinor: 20_000 });
  const settleAndRelease = async () => {
    house.hub.clock.set(new Date('2026-12-01T00:00:00Z'));
    await settleLtvFees(house.hub);
    await releaseDueCommissions(house.hub);
  };
  /** What of the LTV fee on an order lies in each account; nothing where it is zero. */
  const feeOn = async (orderId: string) => {
    const rows = await house.hub.db.ledgerEntry.groupBy({
      by: ['account'],
      where: { line: { orderId, kind: 'ltv_fee' }, account: { not: 'brand_payable' } },
      _sum: { amountMinor: true },
    });
    return Object.fromEntries(
      rows
        .map(({ account, _sum }): [string, number] => [account, Number(_sum.amountMinor)])
        .filter(([, minor]) => minor !== 0),
    );
  };
  const flagOrder = async (orderId: string) => {
    const { hub, brand, ana } = house;
    const { id } = await hub.db.commissionLine.findFirstOrThrow({ where: { orderId } });
    await recordFlag(hub, {
      ...{ brandId: brand.id, contractId: ana.contract.id, rule: 'self_referral' },
      ...{ subject: orderId, sentences: ['seen'], lineIds: [id] },
    });
  };
  const decision = async () => {
    const { id: flagId } = await house.hub.db.fraudFlag.findFirstOrThrow();
    const by = { id: house.brand.owner.id, name: 'Olga' };
    return { brandId: house.brand.id, flagId, by, reason: 'looked at it' };
  };
  const decide = async (verdict: 'released' | 'confirmed') => {
    await decideFlag(house.hub, { ...(await decision()), verdict });
    await house.settle();
  };
  const reopen = async () => {
    await reopenFlag(house.hub, await decision());
    await house.settle();
  };

  it('count no confirmed order, and no customer whom one brought', async () => {
    const eve = await sell('eve@home.test');
    const again = await house.shop('eve@home.test', 20_000);
    const bea = await sell('bea@home.test');
    await flagOrder(eve.id);
    await decide('confirmed');
    await settleAndRelease();
    expect(await feeOn(eve.id)).toEqual({});
    expect(await feeOn(again)).toEqual({});
    expect(await feeOn(bea.id)).toEqual({ creator_available: 1_000 });
  });

  it('are held from their first moment while a flag on the order waits, and go on when it is released', async () => {
    const eve = await sell('eve@home.test');
    await flagOrder(eve.id);
    await settleAndRelease();
    house.days(90);
    await releaseDueCommissions(house.hub);
    expect(await feeOn(eve.id)).toEqual({ creator_held: 1_000 });
    await decide('released');
    await releaseDueCommissions(house.hub);
    expect(await feeOn(eve.id)).toEqual({ creator_available: 1_000 });
  });

  it('are taken back when the flag is confirmed, and held again when it is reopened', async () => {
    const eve = await sell('eve@home.test');
    const bea = await sell('bea@home.test');
    await house.shop('bea@home.test', 5_000);
    await flagOrder(eve.id);
    await settleAndRelease();
    await decide('confirmed');
    expect(await feeOn(eve.id)).toEqual({});
    // Of 250.00 − 100.00, by net: 200 to 50.
    expect(await feeOn(bea.id)).toEqual({ creator_available: 1_200 });
    await reopen();
    await releaseDueCommissions(house.hub);
    // Of 450.00 − 200.00 = 25.00, by net: 200 to 250.
    expect(await feeOn(eve.id)).toEqual({ creator_held: 1_111 });
  });

  it('that were opened after a release wait as well when the flag is reopened', async () => {
    const eve = await sell('eve@home.test');
    await flagOrder(eve.id);
    await decide('released');
    await settleAndRelease();
    expect(await feeOn(eve.id)).toEqual({ creator_available: 1_000 });
    await reopen();
    expect(await feeOn(eve.id)).toEqual({ creator_held: 1_000 });
  });

  it('wait for a bank that has not decided, also on an order that had no line before', async () => {
    await sell('eve@home.test');
    const again = await house.shop('eve@home.test', 20_000);
    await house.dispute(again, { amountMinor: 10_000 });
    await settleAndRelease();
    // Of 200.00 + 100.00 − 100.00 = 20.00, by net: 200 to 100.
    expect(await feeOn(again)).toEqual({ creator_held: 667 });
    await house.dispute(again, { amountMinor: 10_000, status: 'won' });
    await releaseDueCommissions(house.hub);
    expect(await feeOn(again)).toEqual({ creator_available: 1_500 });
  });
});
