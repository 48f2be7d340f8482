import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recordReportedOrder } from '../checkout/record-reported-order.ts';
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
          ...{ brandId: brand.id, source: 'api', externalId: 'shop-1', channel: null },
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
