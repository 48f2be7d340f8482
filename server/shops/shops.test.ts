import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCredit } from '../attribution/read-credit.ts';
import { findMissedSales } from '../explanations/find-missed-sales.ts';
import { signClick } from '../links/read-click.ts';
import { newId } from '../platform/ids.ts';
import type { ShopKind } from '../protocol/shops.ts';
import { type AppServer, startAppServer } from '../test/app-server.ts';
import { makeLink } from '../test/factories.ts';
import { makeShop, type Shop } from '../test/shop.ts';
import { connectShop, listShops, removeShop } from './connect-shop.ts';

const SECRET = 'a secret that the shop signs with';

describe('a connected shop', () => {
  let server: AppServer;
  let shop: Shop;

  beforeAll(async () => {
    server = await startAppServer();
    shop = await makeShop(server.hub);
  });
  afterAll(() => server.close());

  const connect = (kind: ShopKind) =>
    connectShop(
      server.hub,
      { brandId: shop.brand.id, createdBy: shop.brand.owner.id },
      { kind, name: kind, secret: SECRET },
    );

  async function tell(url: string, topic: string, payload: object) {
    const secret = 'secret' in payload ? String(payload.secret) : SECRET;
    const body = JSON.stringify(payload);
    const signature = createHmac('sha256', secret).update(body).digest('base64');
    const [hmac, name] = topic.includes('/')
      ? ['x-shopify-hmac-sha256', 'x-shopify-topic']
      : ['x-wc-webhook-signature', 'x-wc-webhook-topic'];
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', [hmac]: signature, [name]: topic },
      body,
    });
    return answer.status;
  }

  async function click(): Promise<string> {
    const { hub } = server;
    const { contract } = shop;
    const link = await makeLink(hub, { contractId: contract.id });
    return signClick(hub, {
      clickId: newId(hub.clock.now()),
      linkId: link.id,
      contractId: contract.id,
      contractVersionId: contract.version.id,
      visitorId: `visitor-${link.id}`,
      at: new Date(hub.clock.now().getTime() - 60_000),
      refusedBy: null,
    });
  }

  /** Of a second shop of WooCommerce its connection stands behind the id. */
  const orderOf = (id: string) =>
    server.hub.db.order.findFirst({
      where: { OR: [{ externalId: id }, { externalId: { startsWith: `${id}@` } }] },
      include: { refunds: true },
    });

  const shopifyOrder = (id: number, landing: string) => ({
    id,
    currency: 'EUR',
    created_at: server.hub.clock.now().toISOString(),
    total_price: '119.00',
    total_tax: '19.00',
    total_shipping_price_set: { shop_money: { amount: '10.00', currency_code: 'EUR' } },
    email: `shopify${id}@home.test`,
    source_name: 'web',
    landing_site: landing,
    note_attributes: [],
    customer: { id: 77, email: `shopify${id}@home.test` },
    line_items: [{ title: 'Jacket', quantity: 1, price: '109.00', sku: 'J-1' }],
    refunds: [],
    an_unknown_field: true,
  });
  const shopifyRefund = (id: number, orderId: number) => ({
    id,
    order_id: orderId,
    created_at: server.hub.clock.now().toISOString(),
    note: 'too small',
    transactions: [
      { amount: '33.33', kind: 'refund', status: 'success', currency: 'EUR' },
      { amount: '50.00', kind: 'refund', status: 'failure', currency: 'EUR' },
    ],
  });

  it('of Shopify reports paid orders and refunds, each once, to the click on its landing page', async () => {
    const { webhookUrl } = await connect('shopify');
    const paid = shopifyOrder(1001, `/?utm_source=x&dcc=${await click()}`);
    const refund = shopifyRefund(501, 1001);
    // The refund is first: refused, so that Shopify sends it again.
    expect(await tell(webhookUrl, 'refunds/create', refund)).toBe(409);
    for (let n = 0; n < 2; n += 1) expect(await tell(webhookUrl, 'orders/paid', paid)).toBe(200);
    expect(await tell(webhookUrl, 'refunds/create', refund)).toBe(200);
    const canceled = { ...paid, refunds: [refund] };
    expect(await tell(webhookUrl, 'orders/cancelled', canceled)).toBe(200);
    const order = await orderOf('1001');
    expect(order).toMatchObject({
      source: 'shopify',
      channel: 'web',
      capturedMinor: 11_900n,
      taxMinor: 1900n,
      shippingMinor: 1000n,
      refunds: [{ amountMinor: 3333n, status: 'succeeded' }],
    });
    const credit = await readCredit(server.hub.db, order?.id ?? '');
    expect(credit).toMatchObject({ credited: { contractId: shop.contract.id }, reason: null });
  });

  it('hands on the codes that a buyer typed: a creator’s, without a click, is named', async () => {
    const { hub } = server;
    const link = await makeLink(hub, { contractId: shop.contract.id });
    const { webhookUrl } = await connect('shopify');
    const codes = [{ code: 'WELCOME10' }, { code: ` ${link.spokenCode.toUpperCase()} ` }];
    const customer = { id: 79, email: 'shopify1003@home.test' };
    const paid = { ...shopifyOrder(1003, '/'), customer, discount_codes: codes };
    expect(await tell(webhookUrl, 'orders/paid', paid)).toBe(200);
    const order = await orderOf('1003');
    expect(order).toMatchObject({ codeContractId: shop.contract.id });
    const decision = await hub.db.orderDecision.findUnique({ where: { orderId: order?.id ?? '' } });
    expect(decision).toMatchObject({ ltvContractId: null, reason: 'CODE_WITHOUT_CLICK' });
    const woo = await connect('woocommerce');
    const told = {
      ...{ id: 2003, status: 'processing', currency: 'EUR', date_paid_gmt: '2026-09-01T10:00:00' },
      ...{ total: '10.00', billing: { email: 'woo3@home.test' }, line_items: [] as object[] },
      coupon_lines: [{ code: link.spokenCode }],
    };
    const items = [{ name: 'Cap', quantity: 1, total: '10.00' }];
    const asked = { ...told, line_items: items };
    expect(await tell(woo.webhookUrl, 'order.created', asked)).toBe(200);
    expect(await orderOf('2003')).toMatchObject({ codeContractId: shop.contract.id });
  });

  it('gives the shop’s own code to no creator who named a link like it', async () => {
    const { hub } = server;
    await makeLink(hub, { contractId: shop.contract.id, slug: 'welcome10' });
    const { webhookUrl } = await connect('shopify');
    const customer = { id: 81, email: 'shopify1004@home.test' };
    const paid = { ...shopifyOrder(1004, '/'), customer, discount_codes: [{ code: 'WELCOME10' }] };
    expect(await tell(webhookUrl, 'orders/paid', paid)).toBe(200);
    const order = await orderOf('1004');
    expect(order).toMatchObject({ codeContractId: null });
    const decision = await hub.db.orderDecision.findUnique({ where: { orderId: order?.id ?? '' } });
    expect(decision).toMatchObject({ reason: 'NO_QUALIFYING_CLICK' });
    const span = { from: 0, to: hub.clock.now().getTime() + 1 };
    const missed = await findMissedSales(hub, { creatorId: shop.creator.id, ...span });
    expect(missed.orders.map(({ orderId }) => orderId)).not.toContain(order?.id);
  });

  it('of WooCommerce is read whole each time, and nothing before it is paid', async () => {
    const { webhookUrl } = await connect('woocommerce');
    const told = {
      id: 2001,
      status: 'pending',
      currency: 'EUR',
      date_created_gmt: '2026-09-01T10:00:00',
      date_paid_gmt: null as string | null,
      total: '59.90',
      total_tax: '9.56',
      shipping_total: '4.12',
      customer_id: 0,
      billing: { email: 'woo@home.test' },
      created_via: 'checkout',
      meta_data: [{ id: 1, key: '_dcc', value: await click() }],
      line_items: [{ name: 'Cap', quantity: 2, total: '46.22', total_tax: '8.78' }],
      refunds: [] as object[],
    };
    expect(await tell(webhookUrl, 'order.created', told)).toBe(200);
    expect(await orderOf('2001')).toBeNull();
    const paid = {
      ...told,
      status: 'processing',
      date_paid_gmt: server.hub.clock.now().toISOString().slice(0, 19),
    };
    expect(await tell(webhookUrl, 'order.updated', paid)).toBe(200);
    const refunded = { ...paid, refunds: [{ id: 9, total: '-20.00', reason: 'one back' }] };
    for (let n = 0; n < 2; n += 1) {
      expect(await tell(webhookUrl, 'order.updated', refunded)).toBe(200);
    }
    const order = await orderOf('2001');
    expect(order).toMatchObject({
      capturedMinor: 5990n,
      taxMinor: 956n,
      refunds: [{ amountMinor: 2000n }],
    });
    const credit = await readCredit(server.hub.db, order?.id ?? '');
    expect(credit?.credited?.contractId).toBe(shop.contract.id);
    // What it asks when a webhook is made.
    const ping = await fetch(webhookUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'webhook_id=4',
    });
    expect(ping.status).toBe(200);
  });

  it('is believed only with its signature, and says what was wrong with its last message', async () => {
    const { id: shopId, webhookUrl } = await connect('shopify');
    const order = shopifyOrder(3001, '/');
    expect(await tell(webhookUrl, 'orders/paid', { ...order, secret: 'another' })).toBe(400);
    expect(await orderOf('3001')).toBeNull();
    expect(await tell(webhookUrl, 'orders/paid', { id: 3001 })).toBe(400);
    const shops = await listShops(server.hub, shop.brand.id);
    expect(shops.find(({ id }) => id === shopId)?.lastProblem).toContain('known form');
    const kept = await server.hub.db.shopConnection.findMany();
    expect(JSON.stringify(kept)).not.toContain(SECRET);
    await removeShop(server.hub, { brandId: shop.brand.id, shopId });
    expect(await tell(webhookUrl, 'orders/paid', order)).toBe(404);
  });
});
