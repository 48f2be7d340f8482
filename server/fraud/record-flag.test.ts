import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { testDatabases } from '../test/database.ts';
import { expectBalancedLedger } from '../test/ledger.ts';
import { type MoneyHouse, openMoneyHouse } from '../test/money-house.ts';
import { makeOrder } from '../test/orders.ts';
import { decideFlag } from './decide-flag.ts';
import { recordFlag } from './record-flag.ts';

describe.each(testDatabases())('a flag over more lines than one commit takes, on %s', (engine) => {
  let house: MoneyHouse;
  let lineIds: string[];
  beforeEach(async () => {
    house = await openMoneyHouse(engine);
    const { hub, brand, drop, ana } = house;
    const { contract } = ana;
    for (let sold = 0; sold < 56; sold += 1) {
      await makeOrder(hub, { brandId: brand.id, drop, contract, capturedMinor: 10_000 });
    }
    await house.settle();
    const lines = await hub.db.commissionLine.findMany({ orderBy: { id: 'asc' } });
    lineIds = lines.map(({ id }) => id);
  }, 60_000);
  afterEach(async () => {
    await expectBalancedLedger(house.hub.db);
    await house.close();
  });

  const record = (ids: readonly string[]) =>
    recordFlag(house.hub, {
      ...{ brandId: house.brand.id, contractId: house.ana.contract.id, rule: 'refund_abuse' },
      ...{ subject: 'all', sentences: ['seen'], lineIds: ids },
    });
  /** Ends in the second group, at a line that nobody has. */
  const cutOff = () => record([...lineIds.slice(0, 52), 'no-such-line', ...lineIds.slice(52)]);
  const anas = () => house.balances(house.ana.creator.id);

  it('keeps what it has when it is cut off, and the next look holds the rest, each line once', async () => {
    await expect(cutOff()).rejects.toThrow();
    const { db } = house.hub;
    expect(await db.fraudFlag.count()).toBe(1);
    expect(await anas()).toMatchObject({ pending: 6_000, held: 50_000 });
    for (let look = 0; look < 2; look += 1) {
      await record(lineIds);
      expect(await anas()).toMatchObject({ pending: 0, held: 56_000 });
    }
    expect(await db.fraudFlag.count()).toBe(1);
    expect(await db.fraudFlagLine.count()).toBe(56);
    expect(await db.commissionHold.count()).toBe(56);
  }, 60_000);

  it('takes no more once a person has decided about what it has', async () => {
    await expect(cutOff()).rejects.toThrow();
    const { id: flagId } = await house.hub.db.fraudFlag.findFirstOrThrow();
    await decideFlag(house.hub, {
      ...{ brandId: house.brand.id, flagId, verdict: 'released', reason: 'A faulty batch.' },
      by: { id: house.brand.owner.id, name: 'Olga' },
    });
    await record(lineIds);
    expect(await anas()).toEqual({ pending: 56_000, available: 0, paid: 0 });
  }, 60_000);
});
