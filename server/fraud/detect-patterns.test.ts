import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../platform/ids.ts';
import { testDatabases } from '../test/database.ts';
import { makeBrand, makeContract, makeDrop, makeSku } from '../test/factories.ts';
import { expectBalancedLedger } from '../test/ledger.ts';
import { type MoneyHouse, openMoneyHouse } from '../test/money-house.ts';
import { makeClaim, makeRefund } from '../test/orders.ts';
import { decideFlag } from './decide-flag.ts';
import { detectPatterns, detectRefundAbuse, detectSharedDestinations } from './detect-patterns.ts';
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
    given: {
      times: number;
      visitorId?: string;
      row: (n: number) => object;
      drop?: MoneyHouse['drop'];
    },
  ) {
    const { hub, brand } = house;
    const { drop = house.drop } = given;
    for (let n = 0; n < given.times; n += 1) {
      const visitorId = given.visitorId ?? newId(hub.clock.now());
      const { id } = await makeClaim(hub, { brandId: brand.id, drop, contract, visitorId });
      await hub.db.claim.update({ where: { id }, data: given.row(n) });
    }
  }
  const lapsed = () => ({ releasedAt: house.hub.clock.now(), releaseReason: 'expired' });
  const paid = (more: object) => () => ({ paidAt: house.hub.clock.now(), ...more });

  const release = (flagId: string) =>
    decideFlag(house.hub, {
      ...{ brandId: house.brand.id, flagId, verdict: 'released', reason: 'She is only slow.' },
      by: { id: house.brand.owner.id, name: 'Olga' },
    });

  /** The database takes no flag of this contract from now on. */
  const refuseFlagsOf = (contractId: string) =>
    house.hub.db.$executeRawUnsafe(
      engine === 'sqlite'
        ? `CREATE TRIGGER "refuse" BEFORE INSERT ON "fraud_flag" WHEN NEW."contractId" = '${contractId}' BEGIN SELECT RAISE(ABORT, 'refused'); END`
        : `ALTER TABLE "fraud_flag" ADD CONSTRAINT "refuse" CHECK ("contractId" <> '${contractId}')`,
    );

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

  it('one viewer is one flag, however often they come again, and a person has the last word', async () => {
    const { hub, ana, brand } = house;
    for (let n = 0; n < 6; n += 1) {
      hub.clock.advance(60_000);
      await claims(ana, { times: 1, visitorId: 'v-hoard', row: lapsed });
      await detectPatterns(hub);
    }
    expect(await found(detectPatterns)).toHaveLength(1);
    const { waiting } = await readFraudQueue(hub, brand);
    const [flag] = waiting;
    await release(flag?.id ?? '');
    await house.sell(ana, { capturedMinor: 10_000 });
    hub.clock.advance(60_000);
    await claims(ana, { times: 1, visitorId: 'v-hoard', row: lapsed });
    expect(await found(detectPatterns)).toEqual([]);
    expect(await house.balances(ana.creator.id)).toEqual({ pending: 1000, available: 0, paid: 0 });
  });

  it('a viewer whose flag is named by one of their claims gets no other', async () => {
    const { hub, ana, drop } = house;
    await claims(ana, { times: 5, visitorId: 'v-hoard', row: lapsed });
    await found(detectPatterns);
    const flag = await hub.db.fraudFlag.findFirstOrThrow();
    const newest = await hub.db.claim.findFirstOrThrow({ orderBy: { id: 'desc' } });
    await hub.db.fraudFlag.update({
      where: { id: flag.id },
      data: { subject: `${drop.id} ${ana.contract.id} ${newest.id}` },
    });
    await release(flag.id);
    await claims(ana, { times: 1, visitorId: 'v-hoard', row: lapsed });
    expect(await found(detectPatterns)).toEqual([]);
  });

  it('a look that fails at one drop, creator or brand looks at all others', async () => {
    const { hub, ana, ben, brand } = house;
    const other = await makeBrand(hub);
    for (const { creator } of [ana, ben]) {
      const { id: creatorId } = creator;
      await makeContract(hub, { brandId: other.id, creatorId });
      await hub.db.payoutAccount.create({
        data: {
          ...{ creatorId, accountId: `acct_${creatorId}`, country: 'DE', destinationKey: 'bank' },
          ...{ createdAt: hub.clock.now(), checkedAt: hub.clock.now() },
        },
      });
    }
    const sku = await makeSku(hub, { brandId: brand.id });
    const contractIds = [ana.contract.id, ben.contract.id];
    const given = { brandId: brand.id, skuId: sku.id, contractIds, units: 9 };
    const later = await makeDrop(hub, given);
    await claims(ben, { times: 5, visitorId: 'v-ben', row: lapsed });
    await claims(ana, { times: 5, visitorId: 'v-ana', row: lapsed });
    await claims(ben, { times: 5, visitorId: 'v-ben', row: lapsed, drop: later });
    await refuseFlagsOf(ana.contract.id);

    expect((await found(detectPatterns)).map(({ isAnas }) => isAnas)).toEqual([false, false]);
    await detectSharedDestinations(hub);
    const flags = await hub.db.fraudFlag.findMany({ where: { rule: 'shared_destination' } });
    expect(flags.map(({ brandId }) => brandId).sort()).toEqual([brand.id, other.id, other.id]);
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
