import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../platform/ids.ts';
import { testDatabases } from '../test/database.ts';
import { expectBalancedLedger } from '../test/ledger.ts';
import { type MoneyHouse, openMoneyHouse } from '../test/money-house.ts';
import { makeClaim, makeRefund } from '../test/orders.ts';
import { detectPatterns, detectRefundAbuse } from './detect-patterns.ts';
import { readFraudQueue } from './read-fraud-queue.ts';

describe.each(testDatabases())('patterns in what was claimed and sold on %s', (engine) => {
  let house: MoneyHouse;
  beforeEach(async () => {
    house = await openMoneyHouse(engine);
  });
  afterEach(async () => {
    await expectBalancedLedger(house.hub.db);
    await house.close();
  });

  /** Claims through a creator, each of another viewer unless one is named. */
  async function claims(
    { contract }: MoneyHouse['ana'],
    given: { times: number; visitorId?: string; row: (n: number) => object },
  ) {
    const { hub, brand, drop } = house;
    for (let n = 0; n < given.times; n += 1) {
      const visitorId = given.visitorId ?? newId(hub.clock.now());
      const { id } = await makeClaim(hub, { brandId: brand.id, drop, contract, visitorId });
      await hub.db.claim.update({ where: { id }, data: given.row(n) });
    }
  }
  const lapsed = () => ({ releasedAt: house.hub.clock.now(), releaseReason: 'expired' });
  const paid = (more: object) => () => ({ paidAt: house.hub.clock.now(), ...more });

  /** Looks twice, as the schedule does, and gives what waits for a person. */
  async function found(look: (hub: MoneyHouse['hub']) => Promise<void>) {
    await look(house.hub);
    await look(house.hub);
    const { waiting } = await readFraudQueue(house.hub, house.brand);
    return waiting.map(({ rule, creatorName, evidence, lines }) => ({
      ...{ rule, evidence, lines },
      isAnas: creatorName === house.ana.creator.displayName,
    }));
  }

  it('one viewer who lets hold after hold lapse is found, and what the creator earned is held', async () => {
    const { ana, ben } = house;
    await house.sell(ana, { capturedMinor: 10_000 });
    await house.sell(ben, { capturedMinor: 10_000 });
    await claims(ana, { times: 4, visitorId: 'v-hoard', row: lapsed });
    expect(await found(detectPatterns)).toEqual([]);
    await claims(ana, { times: 1, visitorId: 'v-hoard', row: lapsed });
    expect(await found(detectPatterns)).toEqual([
      {
        rule: 'claim_hoarding',
        isAnas: true,
        evidence: ['One viewer held units 5 times, let each hold lapse and paid none.'],
        lines: 1,
      },
    ]);
    expect(await house.balances(ana.creator.id)).toMatchObject({ pending: 0, held: 1000 });
    expect(await house.balances(ben.creator.id)).toMatchObject({ pending: 1000 });
  });

  it('sales by code without a click, and a rush on one batch of codes, are found', async () => {
    const { hub, ana, ben, brand, drop } = house;
    const at = hub.clock.now();
    const batchId = newId(at);
    await hub.db.codeBatch.create({
      data: {
        ...{
          id: batchId,
          brandId: brand.id,
          dropId: drop.id,
          gateId: drop.gates[0]?.id ?? '',
          label: 'Flyers',
        },
        ...{ kind: 'printed', createdAt: at },
        codes: { create: { id: newId(at), code: 'FLYER7', maxUses: 99 } },
      },
    });
    const { id: codeId } = await hub.db.claimCode.findFirstOrThrow();
    await claims(ben, { times: 25, row: paid({ clickId: 'click' }) });
    hub.clock.advance(20 * 60_000);
    await claims(ana, { times: 20, row: paid({ codeId }) });
    expect((await found(detectPatterns)).map(({ rule, isAnas }) => [rule, isAnas])).toEqual(
      expect.arrayContaining([
        ['code_without_click', true],
        ['code_spike', true],
      ]),
    );
  });

  it('a creator whose sales are refunded far more often is found, and what is left is held', async () => {
    const { hub, ana, ben } = house;
    for (let n = 0; n < 12; n += 1) await house.sell(ben, { capturedMinor: 10_000 });
    for (let n = 0; n < 7; n += 1) {
      const order = await house.sell(ana, { capturedMinor: 10_000 });
      if (n === 0) continue;
      await makeRefund(hub, { orderId: order.id, amountMinor: n === 1 ? 5_000 : 10_000 });
    }
    await house.settle();
    expect(await found(detectRefundAbuse)).toMatchObject([
      { rule: 'refund_abuse', isAnas: true, evidence: [expect.stringMatching(/^5 of 7 \(71 %\)/)] },
    ]);
    // 10 % of the whole sale, and of the half of another one.
    expect(await house.balances(ana.creator.id)).toMatchObject({ pending: 0, held: 1500 });
    expect(await house.balances(ben.creator.id)).toMatchObject({ pending: 12_000 });
  });
});
