import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { explainOrder } from '../attribution/explain-order.ts';
import { inTransaction } from '../platform/db.ts';
import { settleReactions } from '../platform/happenings.ts';
import { newId } from '../platform/ids.ts';
import { reactions } from '../reactions.ts';
import { keepReports } from '../reports/keep-reports.ts';
import { readOverview } from '../reports/read-overview.ts';
import { createTestDatabase, testDatabases } from '../test/database.ts';
import { makeBrand, makeContract, makeCreator, makeLink } from '../test/factories.ts';
import { type TestHub, testHub } from '../test/hub.ts';
import { listOrders } from './list-orders.ts';
import { type ReportedOrder, recordReportedOrder } from './record-reported-order.ts';
import { refundOrder } from './refund-order.ts';

describe.each(testDatabases())('an order without a claim on %s', (engine) => {
  let hub: TestHub;
  let close: () => Promise<void>;
  let brand: Awaited<ReturnType<typeof makeBrand>>;
  let contract: Awaited<ReturnType<typeof makeContract>>;
  let serial = 0;

  beforeEach(async () => {
    const opened = await createTestDatabase(engine);
    hub = testHub(opened.db);
    close = opened.close;
    brand = await makeBrand(hub);
    const creator = await makeCreator(hub);
    contract = await makeContract(hub, { brandId: brand.id, creatorId: creator.id });
  });
  afterEach(() => close());

  async function customer(): Promise<string> {
    serial += 1;
    const { id } = await hub.db.customer.create({
      data: {
        id: newId(hub.clock.now()),
        brandId: brand.id,
        emailKey: `buyer${serial}@home.test`,
        email: `buyer${serial}@home.test`,
        createdAt: hub.clock.now(),
      },
    });
    return id;
  }

  async function click() {
    const link = await makeLink(hub, { contractId: contract.id });
    return hub.db.click.create({
      data: {
        id: newId(hub.clock.now()),
        linkId: link.id,
        contractVersionId: contract.version.id,
        visitorId: `visitor-${link.id}`,
        at: hub.clock.now(),
        verdict: 'human',
      },
    });
  }

  async function report(given: Partial<ReportedOrder> & { customerId: string }): Promise<string> {
    serial += 1;
    const sale: ReportedOrder = {
      brandId: brand.id,
      source: 'api',
      externalId: `shop-${serial}`,
      channel: null,
      buyerKey: '',
      click: null,
      codeContractId: null,
      capturedAt: hub.clock.now(),
      currency: 'eur',
      capturedMinor: 5900,
      taxMinor: 900,
      shippingMinor: 1000,
      items: [{ title: 'Cap', quantity: 2, unitPriceMinor: 2450, unitCostMinor: 700 }],
      ...given,
    };
    const orderId = await inTransaction(hub.db, (tx) =>
      recordReportedOrder(tx, sale, hub.clock.now()),
    );
    await settleReactions(hub, reactions);
    return orderId;
  }

  it('gives the LTV credit to the first click, and nobody a drop-sale commission', async () => {
    const { id: clickId, visitorId } = await click();
    hub.clock.advance(60_000);
    const customerId = await customer();
    const first = await report({ customerId, click: { clickId, visitorId: visitorId ?? '' } });
    const repeat = await report({ customerId });
    expect(await explainOrder(hub.db, { brandId: brand.id, orderId: first })).toMatchObject({
      customerKind: 'new',
      saleCreatorName: null,
      ltvCreatorName: expect.stringContaining('Creator'),
      reason: null,
    });
    expect(await explainOrder(hub.db, { brandId: brand.id, orderId: repeat })).toMatchObject({
      customerKind: 'existing',
      ltvCreatorName: expect.stringContaining('Creator'),
      reason: 'EXISTING_CUSTOMER',
    });
    expect(await hub.db.commissionLine.count()).toBe(0);
    expect(await hub.db.outboxMail.count()).toBe(0);
    expect(await hub.db.happening.count({ where: { doneAt: null } })).toBe(0);
  });

  it('is credited to nobody when no click came before it', async () => {
    const orderId = await report({ customerId: await customer() });
    expect(await explainOrder(hub.db, { brandId: brand.id, orderId })).toMatchObject({
      ltvCreatorName: null,
      reason: 'NO_QUALIFYING_CLICK',
      sentence: expect.stringContaining('own shop'),
    });
  });

  it('counts in the brand’s figures with its net and its cost', async () => {
    await report({ customerId: await customer(), channel: 'organic' });
    await keepReports(hub);
    const seen = await readOverview(hub, brand, { days: 30 });
    // 59.00 captured − 9.00 tax − 10.00 shipping; cost 2 × 7.00
    expect(seen).toMatchObject({
      netRevenue: { minor: 4000 },
      margin: { minor: 2600 },
      orders: 1,
      newCustomers: 1,
    });
    const { orders } = await listOrders(hub, { brandId: brand.id });
    expect(orders).toMatchObject([
      { source: 'api', channel: 'organic', dropId: null, creatorName: null, state: 'paid' },
    ]);
  });

  it('is refunded where it was paid, never here', async () => {
    const orderId = await report({ customerId: await customer() });
    const asked = { brandId: brand.id, orderId, reason: 'too small' };
    await expect(refundOrder(hub, asked)).rejects.toMatchObject({ code: 'refund_in_shop' });
  });

  it('is one order under one id of the shop, and half a claim is refused by the database', async () => {
    const customerId = await customer();
    await report({ customerId, externalId: 'A-1' });
    await expect(report({ customerId, externalId: 'A-1' })).rejects.toMatchObject({
      code: 'P2002',
    });
    const half = { source: 'claim' as const, externalId: 'A-2' };
    await expect(report({ customerId, ...(half as object) })).rejects.toThrow();
    expect(await hub.db.order.count()).toBe(1);
  });
});
