import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../platform/ids.ts';
import { createTestDatabase, testDatabases } from '../test/database.ts';
import {
  makeBrand,
  makeContract,
  makeCreator,
  makeDrop,
  makeLink,
  makeSku,
} from '../test/factories.ts';
import { type TestHub, testHub } from '../test/hub.ts';
import { makeClaim, makeOrder } from '../test/orders.ts';
import { decideOrder } from './decide-order.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

describe.each(testDatabases())('deciding an order on %s', (engine) => {
  let hub: TestHub;
  let close: () => Promise<void>;
  let brandId: string;
  let ana: Awaited<ReturnType<typeof makeContract>>;
  let ben: Awaited<ReturnType<typeof makeContract>>;
  let drop: Awaited<ReturnType<typeof makeDrop>>;

  beforeEach(async () => {
    const opened = await createTestDatabase(engine);
    hub = testHub(opened.db);
    close = opened.close;
    hub.clock.advance(-100 * DAY_MS);
    brandId = (await makeBrand(hub)).id;
    const creators = [
      await makeCreator(hub, { email: 'ana@stream.test' }),
      await makeCreator(hub, { email: 'ben@stream.test' }),
    ];
    const contracts = [];
    for (const { id } of creators)
      contracts.push(await makeContract(hub, { brandId, creatorId: id }));
    [ana, ben] = contracts as [typeof ana, typeof ben];
    const sku = await makeSku(hub, { brandId });
    drop = await makeDrop(hub, {
      brandId,
      skuId: sku.id,
      contractIds: [ana.id, ben.id],
      units: 50,
    });
    hub.clock.advance(100 * DAY_MS);
  });
  afterEach(() => close());

  const ago = (ms: number) => new Date(hub.clock.now().getTime() - ms);

  async function click(
    contract: typeof ana,
    given: { visitorId: string | null; at: Date; verdict?: string },
  ) {
    const link = await makeLink(hub, { contractId: contract.id });
    return hub.db.click.create({
      data: {
        id: newId(given.at),
        linkId: link.id,
        contractVersionId: contract.version.id,
        visitorId: given.visitorId,
        at: given.at,
        verdict: given.verdict ?? 'human',
      },
    });
  }

  async function decide(orderId: string) {
    await decideOrder(hub, { orderId });
    const { customerId } = await hub.db.order.findUniqueOrThrow({ where: { id: orderId } });
    return {
      decision: await hub.db.orderDecision.findUniqueOrThrow({ where: { orderId } }),
      acquisition: await hub.db.acquisition.findUniqueOrThrow({ where: { customerId } }),
    };
  }

  it('gives the sale to the seller and the LTV credit to the first click', async () => {
    const first = await click(ana, { visitorId: 'v1', at: ago(DAY_MS) });
    const order = await makeOrder(hub, { brandId, drop, contract: ben, visitorId: 'v1' });
    const { decision, acquisition } = await decide(order.id);
    expect(decision).toMatchObject({
      customerKind: 'new',
      saleContractId: ben.id,
      ltvContractId: ana.id,
      isFirstOrder: true,
      reason: 'OTHER_CREATOR_FIRST',
    });
    expect(acquisition).toMatchObject({
      contractId: ana.id,
      contractVersionId: ana.version.id,
      clickId: first.id,
      touchKind: 'click',
      firstOrderId: order.id,
      acquiredAt: order.capturedAt,
    });
  });

  it('gives nobody a customer by a click that the visitor refused, and says so', async () => {
    const refused = await click(ana, { visitorId: 'v1', at: ago(DAY_MS) });
    await hub.db.click.update({ where: { id: refused.id }, data: { refusedBy: 'gpc' } });
    const order = await makeOrder(hub, { brandId, drop, contract: ben, visitorId: 'v1' });
    const { decision, acquisition } = await decide(order.id);
    // A claim is a contract: whoever it went through brought the customer.
    expect(decision).toMatchObject({ ltvContractId: ben.id, reason: null });
    expect(acquisition).toMatchObject({ touchKind: 'claim', contractId: ben.id });
    expect(JSON.parse(decision.candidates)).toMatchObject([
      { id: refused.id, contractId: ana.id, excludedBy: 'CONSENT_MISSING' },
      { kind: 'claim', contractId: ben.id, excludedBy: null },
    ]);
  });

  it('takes the gated claim as the first touch when there was no click', async () => {
    await click(ana, { visitorId: 'v1', at: ago(DAY_MS), verdict: 'raw' });
    const order = await makeOrder(hub, { brandId, drop, contract: ben, visitorId: 'v1' });
    const { decision, acquisition } = await decide(order.id);
    expect(decision).toMatchObject({ ltvContractId: ben.id, reason: null });
    expect(acquisition).toMatchObject({ touchKind: 'claim', touchAt: order.claimedAt });
  });

  it('counts a claim that was never paid as a touch of its creator', async () => {
    await makeClaim(hub, { brandId, drop, contract: ana, visitorId: 'v1', heldAt: ago(HOUR_MS) });
    const order = await makeOrder(hub, { brandId, drop, contract: ben, visitorId: 'v1' });
    expect((await decide(order.id)).decision.ltvContractId).toBe(ana.id);
  });

  it('counts a click that the order names although its visitor is unknown', async () => {
    const lost = await click(ana, { visitorId: 'lost cookie', at: ago(HOUR_MS) });
    const order = await makeOrder(hub, { brandId, drop, contract: ben, clickId: lost.id });
    expect((await decide(order.id)).decision.ltvContractId).toBe(ana.id);
  });

  it('counts no touch of a time in which the contract had ended, also when it was renewed later', async () => {
    await hub.db.contractVersion.create({
      data: {
        ...{ id: newId(ago(0)), contractId: ana.id, number: 2, terms: ana.version.terms },
        ...{ termsHash: ana.version.termsHash, proposedBy: 'brand', proposedAt: ago(2 * HOUR_MS) },
        ...{ acceptedByBrandAt: ago(2 * HOUR_MS), acceptedByCreatorAt: ago(HOUR_MS) },
        endedFrom: ago(3 * HOUR_MS),
      },
    });
    const won = async (visitorId: string, at: Date) => {
      await click(ana, { visitorId, at });
      const order = await makeOrder(hub, { brandId, drop, contract: ben, visitorId });
      return (await decide(order.id)).decision.ltvContractId === ana.id;
    };
    expect(await won('before', ago(3 * HOUR_MS + 1))).toBe(true);
    expect(await won('ended', ago(3 * HOUR_MS))).toBe(false);
    expect(await won('still', ago(HOUR_MS + 1))).toBe(false);
    expect(await won('renewed', ago(HOUR_MS))).toBe(true);
  });

  it('knows a customer again by the folded address, and keeps who came first', async () => {
    const first = await makeOrder(hub, { brandId, drop, contract: ana, email: 'Eve@home.test' });
    await decide(first.id);
    await click(ben, { visitorId: 'v2', at: ago(60 * DAY_MS) });
    const email = 'eve+again@HOME.test';
    const second = await makeOrder(hub, { brandId, drop, contract: ben, email, visitorId: 'v2' });
    const { decision, acquisition } = await decide(second.id);
    expect(decision).toMatchObject({
      customerKind: 'existing',
      ltvContractId: ana.id,
      reason: 'EXISTING_CUSTOMER',
    });
    expect(acquisition.firstOrderId).toBe(first.id);
  });

  it('gives nobody the credit when the creator buys from herself', async () => {
    const email = 'ANA+shop@stream.test';
    const order = await makeOrder(hub, { brandId, drop, contract: ana, email });
    const { decision, acquisition } = await decide(order.id);
    expect(decision).toMatchObject({ reason: 'SELF_REFERRAL', ltvContractId: null });
    expect(acquisition).toMatchObject({ contractId: null, touchKind: 'none' });
  });

  it('writes one acquisition, and one happening per decision, whoever comes twice or at once', async () => {
    const orders = [];
    for (const contract of [ana, ben, ana]) {
      hub.clock.advance(1000);
      orders.push(await makeOrder(hub, { brandId, drop, contract, email: 'eve@home.test' }));
    }
    const twice = [...orders, ...orders].toReversed();
    await Promise.all(twice.map(({ id }) => decideOrder(hub, { orderId: id })));
    const decisions = await hub.db.orderDecision.findMany({ orderBy: { orderId: 'asc' } });
    expect(decisions.map(({ isFirstOrder }) => isFirstOrder)).toEqual([true, false, false]);
    expect(decisions.map(({ ltvContractId }) => ltvContractId)).toEqual([ana.id, ana.id, ana.id]);
    expect(await hub.db.acquisition.count()).toBe(1);
    expect(await hub.db.happening.count({ where: { kind: 'order.decided' } })).toBe(3);
  });
});
