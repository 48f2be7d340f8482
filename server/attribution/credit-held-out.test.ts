import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recordReportedOrder } from '../checkout/record-reported-order.ts';
import { mergeCustomers } from '../customers/merge-customers.ts';
import { listEarnings } from '../payouts/list-earnings.ts';
import { postCommission } from '../payouts/post-commission.ts';
import { inTransaction } from '../platform/db.ts';
import { type Reactions, settleReactions } from '../platform/happenings.ts';
import { newId } from '../platform/ids.ts';
import { testDatabases } from '../test/database.ts';
import { makeLink } from '../test/factories.ts';
import { expectBalancedLedger } from '../test/ledger.ts';
import { type MoneyHouse, openMoneyHouse } from '../test/money-house.ts';
import { creditHeldOut } from './credit-held-out.ts';
import { decideOrder } from './decide-order.ts';
import { reattributeOrder } from './reattribute-order.ts';

const REACTIONS: Reactions = {
  'order.paid': [decideOrder],
  'order.decided': [creditHeldOut, postCommission],
};
const DAY_MS = 86_400_000;

describe.each(testDatabases())('what a held-out visitor buys in the shop, on %s', (engine) => {
  let house: MoneyHouse;
  beforeEach(async () => {
    house = await openMoneyHouse(engine);
  });
  afterEach(async () => {
    await expectBalancedLedger(house.hub.db);
    await house.close();
  });

  /** A visitor whom Ana sent is held out, or not; then the brand's shop reports what they bought. */
  async function shopSells(
    given: { isHeldOut?: boolean; email?: string; afterMs?: number; refusedBy?: string } = {},
  ) {
    const { hub, brand, drop, ana } = house;
    const exposedAt = hub.clock.now();
    const link = await makeLink(hub, { contractId: ana.contract.id, dropId: drop.id });
    await hub.db.click.create({
      data: {
        ...{ id: 'click-1', linkId: link.id, visitorId: 'v-1', at: exposedAt, verdict: 'human' },
        contractVersionId: ana.contract.version.id,
        refusedBy: given.refusedBy ?? null,
      },
    });
    const experiment = {
      id: newId(exposedAt),
      ...{ brandId: brand.id, dropId: drop.id, assignmentKey: 'k', holdoutBps: 1000 },
      ...{ shopUrl: 'https://shop.test/', createdAt: exposedAt },
    };
    await hub.db.experiment.create({ data: experiment });
    await hub.db.exposure.create({
      data: {
        ...{ experimentId: experiment.id, visitorId: 'v-1', clickId: 'click-1', exposedAt },
        isHeldOut: given.isHeldOut ?? true,
        contractId: ana.contract.id,
        contractVersionId: ana.contract.version.id,
      },
    });
    hub.clock.advance(given.afterMs ?? 60_000);
    const now = hub.clock.now();
    const email = given.email ?? 'bea@home.test';
    const customer = { id: newId(now), brandId: brand.id, emailKey: email, email, createdAt: now };
    await hub.db.customer.create({ data: customer });
    const orderId = await inTransaction(hub.db, (tx) =>
      recordReportedOrder(
        tx,
        {
          ...{ brandId: brand.id, source: 'api', externalId: 'held-out-1', channel: null },
          ...{
            customerId: customer.id,
            buyerKey: `email:${email}`,
            click: { clickId: 'click-1', visitorId: 'v-1' },
          },
          ...{ codeContractId: null, capturedAt: now, currency: 'eur', capturedMinor: 10_000 },
          ...{ taxMinor: 0, shippingMinor: 0, items: [] },
        },
        now,
      ),
    );
    await settleReactions(hub, REACTIONS);
    return orderId;
  }

  it('is paid at the treated rate, with the code and its sentence', async () => {
    const { hub, ana } = house;
    const orderId = await shopSells();
    await creditHeldOut(hub, { orderId });
    const decision = await hub.db.orderDecision.findUnique({ where: { orderId } });
    expect(decision).toMatchObject({ reason: 'HOLDOUT', saleContractId: ana.contract.id });
    expect(await house.balances(ana.creator.id)).toMatchObject({ pending: 1000 });
    const creator = { ...ana.creator, timeZone: 'UTC' };
    const [line] = (await listEarnings(hub, creator, { cursor: null })).lines;
    expect(line?.why.sentences.join(' ')).toContain('holdout group');
  });

  const merge = async (orderIds: readonly [string, string]) => {
    const { hub, brand } = house;
    const [one, other] = await Promise.all(
      orderIds.map((id) => hub.db.order.findUniqueOrThrow({ where: { id } })),
    );
    const customerIds = [one?.customerId ?? '', other?.customerId ?? ''] as const;
    const given = { brandId: brand.id, reason: 'The same person.', userId: brand.owner.id };
    await mergeCustomers(hub, { ...given, customerIds });
    await house.settle();
  };

  it('stays paid when the buyer is merged, though they refuse to be measured by then', async () => {
    const { hub, ana } = house;
    const orderId = await shopSells();
    const entries = await hub.db.ledgerEntry.count();
    hub.clock.advance(DAY_MS);
    const later = await house.shop('bea@work.test');
    await hub.db.click.updateMany({ data: { refusedBy: 'choice' } });
    await merge([orderId, later]);
    const decision = await hub.db.orderDecision.findUnique({ where: { orderId } });
    expect(decision).toMatchObject({ reason: 'HOLDOUT', saleContractId: ana.contract.id });
    expect(await house.balances(ana.creator.id)).toMatchObject({ pending: 1000 });
    expect(await hub.db.ledgerEntry.count()).toBe(entries);
  });

  it('stays paid when a person decides who brought the buyer', async () => {
    const { hub, brand, ana, ben } = house;
    const orderId = await shopSells();
    const given = { brandId: brand.id, reason: 'Ben sent a letter.', userId: brand.owner.id };
    await reattributeOrder(hub, { ...given, orderId, contractId: ben.contract.id });
    await house.settle();
    const decision = await hub.db.orderDecision.findUnique({ where: { orderId } });
    expect(decision).toMatchObject({ reason: 'HOLDOUT', ltvContractId: ben.contract.id });
    expect(await house.balances(ana.creator.id)).toMatchObject({ pending: 1000 });
  });

  it('is paid no longer once its buyer turns out to be the creator', async () => {
    const { hub, ana } = house;
    const orderId = await shopSells();
    hub.clock.advance(DAY_MS);
    const own = await house.shop(ana.creator.user.email);
    await merge([orderId, own]);
    const decision = await hub.db.orderDecision.findUnique({ where: { orderId } });
    expect(decision).toMatchObject({ reason: 'SELF_REFERRAL' });
    expect(await house.balances(ana.creator.id)).toMatchObject({ pending: 0 });
  });

  it.each([
    ['was not held out', { isHeldOut: false }],
    ['bought later than seven days', { afterMs: 7 * DAY_MS + 1 }],
    ['refused to be measured after that', { refusedBy: 'choice' }],
  ])('earns nothing for a visitor who %s', async (_who, given) => {
    await shopSells(given);
    expect(await house.hub.db.commissionLine.count()).toBe(0);
  });

  it('earns nothing when the creator bought it', async () => {
    await shopSells({ email: house.ana.creator.user.email });
    expect(await house.hub.db.commissionLine.count()).toBe(0);
  });
});
