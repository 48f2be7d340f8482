// long: one hub answers all of it, and starting one takes longer than all these calls.
import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findMissedSales } from '../explanations/find-missed-sales.ts';
import { signClick } from '../links/read-click.ts';
import { approveBatch } from '../payouts/approve-batch.ts';
import { createBatch } from '../payouts/create-batch.ts';
import { releaseDueCommissions } from '../payouts/release-due.ts';
import { settleReactions } from '../platform/happenings.ts';
import { newId } from '../platform/ids.ts';
import { API_SCOPES, type ApiMode, type ApiScope } from '../protocol/api.ts';
import { reactions } from '../reactions.ts';
import { type AppServer, startAppServer } from '../test/app-server.ts';
import { makeLink } from '../test/factories.ts';
import { generateClient } from '../test/generated-client.ts';
import { makeOrder } from '../test/orders.ts';
import { makeShop, type Shop } from '../test/shop.ts';
import { createKey } from './create-key.ts';
import { OPERATIONS } from './operations.ts';
import { revokeKey } from './revoke-key.ts';
import { rotateKey } from './rotate-key.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const ALL = Object.keys(API_SCOPES) as ApiScope[];

describe('/v1', () => {
  let server: AppServer;
  let shop: Shop;
  let other: Shop;
  let document: Record<string, unknown>;

  beforeAll(async () => {
    server = await startAppServer();
    shop = await makeShop(server.hub, { units: 50 });
    other = await makeShop(server.hub);
    // Test factories number orders from 1001 on too.
    await server.hub.db.brand.updateMany({ data: { lastOrderNumber: 5000 } });
    document = await (await fetch(`${server.origin}/v1/openapi.json`)).json();
  });
  afterAll(() => server.close());

  async function keyFor(
    { brand }: Shop,
    given: { mode?: ApiMode; scopes?: ApiScope[] } = {},
  ): Promise<{ key: string; keyId: string }> {
    const by = { id: brand.owner.id, name: 'Owner' };
    const settings = { name: 'Test', mode: given.mode ?? 'live', scopes: given.scopes ?? ALL };
    const { key, view } = await createKey(server.hub, { brandId: brand.id, by }, settings);
    return { key, keyId: view.id };
  }
  const clientFor = async (...given: Parameters<typeof keyFor>) =>
    generateClient(document, { key: (await keyFor(...given)).key });

  let serial = 0;
  function sale(given: { eventId?: string; click?: string; order?: object; email?: string } = {}) {
    serial += 1;
    return {
      type: 'sale',
      eventId: given.eventId ?? `event-${serial}`,
      occurredAt: server.hub.clock.now().toISOString(),
      customer: { email: given.email ?? `api-buyer${serial}@home.test` },
      ...(given.click ? { click: given.click } : {}),
      order: {
        id: `shop-${serial}`,
        currency: 'eur',
        totalMinor: 5900,
        taxMinor: 900,
        shippingMinor: 1000,
        items: [{ title: 'Cap', quantity: 1, unitPriceMinor: 4900 }],
        ...given.order,
      },
    };
  }

  it('has a document that is valid OpenAPI 3.1 and names every route, and no other', async () => {
    const checked = await new Validator().validate(structuredClone(document));
    expect(checked).toMatchObject({ valid: true });
    const paths = document.paths as Record<string, Record<string, object>>;
    const documented = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    );
    const routes = OPERATIONS.map(({ method, path }) => `${method} ${path}`);
    expect(documented.sort()).toEqual(routes.sort());
    const missing = await fetch(`${server.origin}/v1/nothing`);
    expect(missing.headers.get('content-type')).toContain('application/problem+json');
  });

  it('has a page for people with every operation and every problem, and no script', async () => {
    const answer = await fetch(`${server.origin}/v1`);
    const html = await answer.text();
    for (const { id } of OPERATIONS) expect(html).toContain(`id="${id}"`);
    expect(html).toContain('id="problem-event_conflict"');
    expect(html).not.toContain('<script');
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('takes an integrator from a link to attribution, ledger and payout', async () => {
    const call = await clientFor(shop);
    const contractId = shop.contract.id;
    const made = await call('createLink', { body: { contractId, slug: 'api-link' } });
    const again = await call('createLink', { body: { contractId, slug: 'api-link' } });
    expect(again.body.id).toBe(made.body.id);

    const visit = await fetch(`${server.origin}/r/api-link`, {
      redirect: 'manual',
      headers: { 'user-agent': 'Mozilla/5.0 (Macintosh) AppleWebKit/605.1 Safari/605.1' },
    });
    const click =
      new URL(visit.headers.get('location') ?? '', server.origin).searchParams.get('dcc') ?? '';
    server.hub.clock.advance(60_000);
    const bought = sale({ click });
    const told = await call('reportConversion', { body: bought });
    expect(told.body).toMatchObject({
      mode: 'live',
      credited: { contractId },
      contractVersion: 1,
      reason: null,
      click: 'known',
    });
    const orderId = `external:${bought.order.id}`;
    const why = await call('readAttribution', { path: { orderId } });
    expect(why.body).toMatchObject({ credited: { contractId }, customerKind: 'new' });

    // A drop's own order earns a commission, which the ledger and a payout show.
    const { brand, drop, contract } = shop;
    await makeOrder(server.hub, { brandId: brand.id, drop, contract, capturedMinor: 100_000 });
    await settleReactions(server.hub, reactions);
    server.hub.clock.advance(31 * DAY_MS);
    await releaseDueCommissions(server.hub);
    const batch = await createBatch(server.hub, brand, { createdBy: brand.owner.id });
    await approveBatch(server.hub, {
      brandId: brand.id,
      batchId: batch.id,
      approvedBy: brand.owner.id,
    });
    server.hub.clock.advance(HOUR_MS);
    const ledger = await call('listLedgerEntries', { query: { limit: '500' } });
    const entries = ledger.body.items as { amount: { minor: number } }[];
    expect(entries.length).toBeGreaterThan(1);
    expect(entries.reduce((sum, { amount }) => sum + amount.minor, 0)).toBe(0);
    const payouts = await call('listPayouts');
    expect(payouts.body.items).toMatchObject([{ amount: { minor: 15_000, currency: 'eur' } }]);
    const ltv = await call('readLtv', { path: { contractId } });
    expect(ltv.body.figures).toMatchObject([
      { days: 30, customers: 2 },
      { days: 60 },
      { days: 90 },
    ]);
    const asOf = new Date(Date.parse(bought.occurredAt) - 1).toISOString();
    const before = await call('readLtv', { path: { contractId }, query: { asOf } });
    const nobody = { customers: 0, unfinished: 0, valueMinor: null };
    expect(before.body).toMatchObject({ asOf, figures: [nobody, nobody, nobody] });
  });

  it('pages through the ledger with each entry once', async () => {
    const call = await clientFor(shop);
    const whole = await call('listLedgerEntries', { query: { limit: '500' } });
    const ids: unknown[] = [];
    let cursor: string | null = null;
    do {
      const query: Record<string, string> = { limit: '2', ...(cursor ? { cursor } : {}) };
      const page = await call('listLedgerEntries', { query });
      ids.push(...(page.body.items as { id: string }[]).map(({ id }) => id));
      cursor = page.body.nextCursor as string | null;
    } while (cursor);
    expect(ids).toEqual((whole.body.items as { id: string }[]).map(({ id }) => id));
  });

  it('answers every reading operation as the document says', async () => {
    const call = await clientFor(shop);
    const path = { orderId: 'external:none', contractId: shop.contract.id, dropId: shop.drop.id };
    for (const { id, method } of OPERATIONS.filter((one) => one.method === 'get')) {
      const { status } = await call(id, { path });
      expect([200, 404], `${method} ${id}`).toContain(status);
    }
  });

  it('gives the same answer to the same event, and 409 to another under its id', async () => {
    const call = await clientFor(shop);
    const body = sale();
    const first = await call('reportConversion', { body });
    const twice = await Promise.all([1, 2, 3].map(() => call('reportConversion', { body })));
    for (const one of twice) expect(one.body).toEqual(first.body);
    const changed = { ...body, order: { ...body.order, totalMinor: 6000 } };
    const refused = await call('reportConversion', { body: changed });
    expect(refused).toMatchObject({ status: 409, body: { code: 'event_conflict' } });
    const { brand } = shop;
    const where = { brandId: brand.id, externalId: body.order.id };
    expect(await server.hub.db.order.count({ where })).toBe(1);
  });

  it('says that a creator’s code was typed and nobody clicked, and of whose codes it is one', async () => {
    const { hub } = server;
    const call = await clientFor(shop);
    const link = await makeLink(hub, { contractId: shop.contract.id });
    const printed = await printedCode();
    const stranger = await makeShop(hub);
    const strangers = await makeLink(hub, { contractId: stranger.contract.id });
    const typed = [
      { codes: [link.spokenCode.toUpperCase()], reason: 'CODE_WITHOUT_CLICK' },
      { codes: ['HELLO', printed.toLowerCase()], reason: 'CODE_WITHOUT_CLICK' },
      { codes: ['HELLO', strangers.spokenCode], reason: 'NO_QUALIFYING_CLICK' },
      { codes: [], reason: 'NO_QUALIFYING_CLICK' },
    ];
    for (const { codes, reason } of typed) {
      const told = await call('reportConversion', { body: sale({ order: { codes } }) });
      expect(told.body).toMatchObject({ credited: null, reason });
      const path = { orderId: String(told.body.orderId) };
      const { body } = await call('readAttribution', { path });
      const isCreators = reason === 'CODE_WITHOUT_CLICK';
      expect(body.candidates).toMatchObject(
        isCreators ? [{ kind: 'code', contractId: shop.contract.id, excludedBy: reason }] : [],
      );
    }
    const span = { from: 0, to: hub.clock.now().getTime() + 1 };
    const missed = await findMissedSales(hub, { creatorId: shop.creator.id, ...span });
    const named = missed.orders.filter(({ reason }) => reason === 'CODE_WITHOUT_CLICK');
    expect(named).toHaveLength(2);
    expect(named.every(({ counts }) => counts === 'none')).toBe(true);
  });

  it('knows a buyer again by a number that the shop has verified, whatever they typed', async () => {
    const { hub } = server;
    const call = await clientFor(shop);
    const verifiedPhone = '+491701234567';
    const buy = async (customer: object) => {
      const { body } = await call('reportConversion', { body: { ...sale(), customer } });
      return hub.db.order.findUniqueOrThrow({ where: { id: String(body.orderId) } });
    };
    const first = await buy({ email: 'first@home.test', verifiedPhone });
    const again = await buy({ email: 'second@home.test', verifiedPhone });
    const byPhone = await buy({ verifiedPhone });
    const stranger = await buy({ email: 'third@home.test', verifiedPhone: '+491701234568' });
    expect([again.customerId, byPhone.customerId]).toEqual([first.customerId, first.customerId]);
    expect(stranger.customerId).not.toBe(first.customerId);
    expect(again.buyerKey).toBe(`phone:${verifiedPhone}`);
    for (const customer of [{ verifiedPhone: '0170 1234567' }, { name: 'Bea' }]) {
      const refused = await call('reportConversion', { body: { ...sale(), customer } });
      expect(refused.status).toBe(400);
    }
  });

  /** One printed code of the shop’s gate. */
  async function printedCode(): Promise<string> {
    const { brand, drop } = shop;
    const id = newId(server.hub.clock.now());
    const ofGate = { brandId: brand.id, dropId: drop.id, gateId: drop.gates[0]?.id ?? '' };
    const kind = { label: 'Flyer', kind: 'printed', createdAt: server.hub.clock.now() };
    await server.hub.db.codeBatch.create({
      data: { id, ...ofGate, ...kind, codes: { create: { id, code: 'ABCDEFGH23' } } },
    });
    return 'ABCDEFGH23';
  }

  it('takes refunds and disputes of a sale, and neither before it nor beyond it', async () => {
    const call = await clientFor(shop);
    const body = sale();
    const refund = {
      type: 'refund',
      eventId: `refund-${serial}`,
      occurredAt: body.occurredAt,
      orderId: body.order.id,
      amountMinor: 4000,
    };
    const early = await call('reportConversion', { body: refund });
    expect(early.body.code).toBe('order_not_reported');
    await call('reportConversion', { body });
    const taken = await call('reportConversion', { body: refund });
    expect(taken.body).toMatchObject({ reason: 'REFUNDED' });
    const beyond = { ...refund, eventId: `${refund.eventId}-2` };
    const refused = await call('reportConversion', { body: beyond });
    expect(refused.body.code).toBe('refund_too_large');
    const dispute = { disputeId: 'd1', status: 'open', amountMinor: 1900 };
    const opened = await call('reportConversion', {
      body: { ...refund, ...dispute, type: 'dispute', eventId: `dispute-${serial}` },
    });
    expect(opened.body.reason).toBe('DISPUTED');
    const orderId = `external:${body.order.id}`;
    const order = await call('readOrder', { path: { orderId } });
    expect(order.body).toMatchObject({ refunded: { minor: 4000 }, state: 'part_refunded' });
  });

  it('keeps a test apart: no order, no customer, no figure', async () => {
    const { hub } = server;
    const before = { orders: await hub.db.order.count(), customers: await hub.db.customer.count() };
    const call = await clientFor(shop, { mode: 'test' });
    const told = await call('reportConversion', { body: sale() });
    expect(told.body).toMatchObject({ mode: 'test', orderId: null, reason: 'TEST_MODE' });
    await settleReactions(hub, reactions);
    const after = { orders: await hub.db.order.count(), customers: await hub.db.customer.count() };
    expect(after).toEqual(before);
    const refused = await call('listLedgerEntries');
    expect(refused).toMatchObject({ status: 403, body: { code: 'live_key_needed' } });
  });

  it('knows by a lead who brought somebody that buys later without a click', async () => {
    const { hub } = server;
    const call = await clientFor(shop);
    const { contract } = shop;
    const link = await makeLink(hub, { contractId: contract.id });
    const click = signClick(hub, {
      clickId: newId(hub.clock.now()),
      linkId: link.id,
      contractId: contract.id,
      contractVersionId: contract.version.id,
      visitorId: 'lead-visitor',
      at: hub.clock.now(),
      refusedBy: null,
    });
    const { eventId, occurredAt, customer } = sale({ email: 'lead@home.test' });
    const lead = { type: 'lead', eventId, occurredAt, customer, click };
    const told = await call('reportConversion', { body: lead });
    expect(told.body).toMatchObject({ credited: { contractId: contract.id }, orderId: null });
    hub.clock.advance(60_000);
    const bought = await call('reportConversion', { body: sale({ email: 'lead@home.test' }) });
    expect(bought.body).toMatchObject({ credited: { contractId: contract.id }, click: 'none' });
  });

  it('counts a sale in another currency for nobody', async () => {
    const call = await clientFor(shop);
    const body = sale({ order: { currency: 'jpy' } });
    const told = await call('reportConversion', { body });
    expect(told.body).toMatchObject({ orderId: null, reason: 'CURRENCY_UNSUPPORTED' });
  });

  it('shows a brand nothing of another one', async () => {
    const call = await clientFor(other);
    const { contract, drop } = shop;
    for (const [id, path] of [
      ['readLtv', { contractId: contract.id }],
      ['readStock', { dropId: drop.id }],
      ['readOrder', { orderId: 'external:shop-1' }],
    ] as const) {
      expect((await call(id, { path })).status, id).toBe(404);
    }
    const link = await call('createLink', { body: { contractId: contract.id, slug: 'stolen' } });
    expect(link.status).toBe(404);
    expect((await call('listOrders')).body.items).toEqual([]);
    expect((await call('listLinks')).body.items).toEqual([]);
  });

  it('refuses wrong, revoked and weak keys, and an old one once its overlap is over', async () => {
    const nobody = generateClient(document, { key: null });
    expect((await nobody('readCaller')).body.code).toBe('api_key_invalid');
    const weak = await clientFor(shop, { scopes: ['drops:read'] });
    expect((await weak('listOrders')).body.code).toBe('scope_missing');
    const { key, keyId } = await keyFor(shop);
    const { hub } = server;
    const { brand } = shop;
    const by = { id: brand.owner.id, name: 'Owner' };
    const asked = { keyId, overlapHours: 1 };
    const newer = await rotateKey(hub, { brandId: brand.id, by }, asked);
    const [old, fresh] = [key, newer.key].map((one) => generateClient(document, { key: one }));
    expect([(await old?.('readCaller'))?.status, (await fresh?.('readCaller'))?.status]).toEqual([
      200, 200,
    ]);
    hub.clock.advance(3_600_000);
    expect((await old?.('readCaller'))?.status).toBe(401);
    await revokeKey(hub, { brandId: brand.id, keyId: newer.view.id });
    expect((await fresh?.('readCaller'))?.status).toBe(401);
    const kept = await hub.db.apiKey.findMany();
    expect(JSON.stringify(kept)).not.toContain(key.slice(-20));
  });

  it('answers bad input with the field, never with a bug', async () => {
    const { key } = await keyFor(shop);
    const post = async (body: string, type = 'application/json') => {
      const response = await fetch(`${server.origin}/v1/conversions`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': type },
        body,
      });
      const problem = (await response.json()) as { code: string; fields?: { path: string }[] };
      return { status: response.status, ...problem };
    };
    const wrong = { ...sale(), extra: 1 };
    expect(await post(JSON.stringify(wrong))).toMatchObject({ status: 400, code: 'bad_input' });
    expect(await post('{"type":')).toMatchObject({ status: 400, code: 'bad_input' });
    expect(await post(JSON.stringify({ a: 'x'.repeat(20_000) }))).toMatchObject({ status: 413 });
    expect(await post('a=1', 'text/plain')).toMatchObject({ status: 415 });
    const nul = sale({ email: 'a\u0000b@home.test' });
    expect(await post(JSON.stringify(nul))).toMatchObject({ status: 400 });
    const early = { ...sale(), occurredAt: '2199-01-01T00:00:00Z' };
    expect((await post(JSON.stringify(early))).fields?.[0]?.path).toBe('occurredAt');
  });
});
