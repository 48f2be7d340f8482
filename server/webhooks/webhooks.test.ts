// long: one receiver and one brand, and everything that the one is told of the other.
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recordDispute } from '../checkout/record-dispute.ts';
import { takeConversion } from '../conversions/take-conversion.ts';
import { settleReactions } from '../platform/happenings.ts';
import { newId } from '../platform/ids.ts';
import { conversionSchema } from '../protocol/conversions.schema.ts';
import { WEBHOOK_DATA } from '../protocol/webhooks.schema.ts';
import type { WebhookEvent } from '../protocol/webhooks.ts';
import { reactions } from '../reactions.ts';
import { createTestDatabase, testDatabases } from '../test/database.ts';
import { type TestHub, testHub } from '../test/hub.ts';
import { makeOrder, makeRefund } from '../test/orders.ts';
import { claimOne, makeShop, type Shop } from '../test/shop.ts';
import { createDeliverer, type Deliverer } from './deliver.ts';
import { forgetOldDeliveries } from './forget-old-deliveries.ts';
import { listDeliveries, readDelivery, replayDelivery, sendTest } from './manage-deliveries.ts';
import { createEndpoint, listEndpoints, rotateSecret } from './manage-endpoints.ts';
import { tellBrand } from './tell-brand.ts';
import { tellNews } from './tell-news.ts';

const HOUR_MS = 3_600_000;

type Received = { headers: Record<string, string>; body: string };

/** A brand's program: keeps what it gets, answers as it is told. */
async function startReceiver() {
  const received: Received[] = [];
  const waiting = new Set<() => void>();
  const state = { status: 200, isHanging: false };
  const server = createServer(async (request, response) => {
    received.push({
      headers: request.headers as Record<string, string>,
      body: await read(request),
    });
    if (state.isHanging) await new Promise<void>((resolve) => waiting.add(resolve));
    response.writeHead(state.status).end('noted');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received,
    state,
    close: () => {
      for (const go of waiting) go();
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Real time, because the requests are real; far below the 15 s that a dead endpoint has. */
async function until(isSo: () => boolean): Promise<void> {
  for (let n = 0; !isSo() && n < 200; n += 1) await new Promise((go) => setTimeout(go, 50));
  expect(isSo()).toBe(true);
}

async function read(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}

/** The states in the order in which they follow each other, which is also that of the alphabet. */
function byStatus(a: { status: string }, b: { status: string }): number {
  return a.status < b.status ? -1 : 1;
}

describe.each(testDatabases())('webhooks on %s', (engine) => {
  let hub: TestHub;
  let close: () => Promise<void>;
  let shop: Shop;
  let receiver: Awaited<ReturnType<typeof startReceiver>>;
  let deliverer: Deliverer;

  beforeEach(async () => {
    const opened = await createTestDatabase(engine);
    hub = testHub(opened.db);
    close = opened.close;
    shop = await makeShop(hub, { units: 5 });
    receiver = await startReceiver();
    deliverer = createDeliverer(hub, () => 0.5);
  });
  afterEach(async () => {
    receiver.close();
    await deliverer.settled();
    await close();
  });

  async function listen(url = receiver.url, eventTypes: WebhookEvent[] = ['order.paid']) {
    const owner = { brandId: shop.brand.id, createdBy: shop.brand.owner.id };
    const { endpoint, secret } = await createEndpoint(hub, owner, {
      url,
      description: '',
      eventTypes,
    });
    return { endpointId: endpoint.id, brandId: shop.brand.id, secret };
  }
  async function sell() {
    const { brand, drop, contract } = shop;
    const order = await makeOrder(hub, { brandId: brand.id, drop, contract });
    await settleReactions(hub, reactions);
    return order;
  }
  async function deliver() {
    await deliverer.tick();
    await deliverer.settled();
  }
  const log = async (which: { brandId: string; endpointId: string }) =>
    (await listDeliveries(hub, which)).deliveries;

  it('tell of an order once, signed so that the standard’s own package verifies it', async () => {
    hub.clock.set(new Date());
    const { secret } = await listen();
    const order = await sell();
    await hub.db.happening.updateMany({ data: { doneAt: null, notBefore: hub.clock.now() } });
    await settleReactions(hub, reactions);
    await deliver();
    await deliver();
    expect(receiver.received).toHaveLength(1);
    const [{ headers, body } = { headers: {}, body: '' }] = receiver.received;
    expect(new Webhook(secret).verify(body, headers)).toMatchObject({
      type: 'order.paid',
      data: { orderId: order.id, captured: { minor: 4900, currency: 'eur' } },
    });
    expect(() => new Webhook(secret).verify(`${body} `, headers)).toThrow();
  });

  it('are signed with both secrets until the overlap is over', async () => {
    hub.clock.set(new Date());
    const which = await listen();
    const { secret } = await rotateSecret(hub, which, { overlapHours: 1 });
    await sendTest(hub, which);
    await deliver();
    const [first] = receiver.received;
    for (const one of [secret, which.secret]) {
      expect(() => new Webhook(one).verify(first?.body ?? '', first?.headers ?? {})).not.toThrow();
    }
    hub.clock.advance(HOUR_MS);
    await sendTest(hub, which);
    await deliver();
    expect(receiver.received[1]?.headers['webhook-signature']?.split(' ')).toHaveLength(1);
    const kept = JSON.stringify(await hub.db.webhookEndpoint.findMany());
    expect(kept).not.toContain(secret.slice(6, 30));
  });

  it('are tried ten times over 75 hours under one id, and then given up', async () => {
    const which = await listen();
    receiver.state.status = 500;
    await sendTest(hub, which);
    const startedAt = hub.clock.now().getTime();
    let last = startedAt;
    for (let guard = 0; guard < 20; guard += 1) {
      await deliver();
      const [delivery] = await log(which);
      if (!delivery?.nextAttemptAt) break;
      // A moment before it is due nothing is sent.
      hub.clock.set(new Date(delivery.nextAttemptAt - 1));
      const before = receiver.received.length;
      await deliver();
      expect(receiver.received).toHaveLength(before);
      last = delivery.nextAttemptAt;
      hub.clock.set(new Date(last));
    }
    expect(receiver.received).toHaveLength(10);
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect((last - startedAt) / HOUR_MS).toBeCloseTo(75.585, 2);
    expect(await log(which)).toMatchObject([{ state: 'failed', attempts: 10, lastStatus: 500 }]);
  });

  it('are sent again by a person under the same id, with the log of all tries', async () => {
    const which = await listen();
    receiver.state.status = 500;
    await sendTest(hub, which);
    await deliver();
    receiver.state.status = 200;
    const [delivery] = await log(which);
    const asked = { brandId: which.brandId, deliveryId: delivery?.id ?? '' };
    await replayDelivery(hub, asked);
    await deliver();
    const { state, tries } = await readDelivery(hub, asked);
    expect({ state, statuses: tries.map(({ status }) => status).sort() }).toEqual({
      state: 'delivered',
      statuses: [200, 500],
    });
    expect(receiver.received[0]?.headers['webhook-id']).toBe(
      receiver.received[1]?.headers['webhook-id'],
    );
  });

  it('are forgotten 30 days after they ended, with their messages; what waits is not', async () => {
    const which = await listen(receiver.url, ['order.paid', 'drop.sold_out']);
    await sendTest(hub, which);
    await deliver();
    receiver.state.status = 500;
    await sell();
    await deliver();
    const sent = (await log(which)).find(({ type }) => type === 'test.sent');
    const count = async () => [
      await hub.db.webhookMessage.count(),
      await hub.db.webhookDelivery.count(),
      await hub.db.webhookAttempt.count(),
    ];
    const endedAt = hub.clock.now().getTime();
    hub.clock.set(new Date(endedAt + 30 * 24 * HOUR_MS));
    await forgetOldDeliveries(hub);
    expect(await count()).toEqual([2, 2, 2]);
    hub.clock.advance(1);
    await forgetOldDeliveries(hub);
    expect(await count()).toEqual([1, 1, 1]);
    expect((await log(which)).map(({ type, state }) => [type, state])).toEqual([
      ['order.paid', 'waiting'],
    ]);
    await expect(readDelivery(hub, { ...which, deliveryId: sent?.id ?? '' })).rejects.toMatchObject(
      { code: 'not_found' },
    );
    // A drop that runs for long is not told of again.
    const told = { brandId: shop.brand.id, subject: shop.drop.id, at: hub.clock.now() };
    const { id: dropId, slug, title } = shop.drop;
    await tellBrand(hub, 'drop.sold_out', { ...told, data: { dropId, slug, title } });
    await hub.db.webhookDelivery.updateMany({
      where: { message: { type: 'drop.sold_out' } },
      data: { state: 'delivered', nextAttemptAt: null, endedAt: hub.clock.now() },
    });
    hub.clock.advance(31 * 24 * HOUR_MS);
    await forgetOldDeliveries(hub);
    expect(await count()).toEqual([2, 1, 1]);
  });

  it('end with the answer 410', async () => {
    const which = await listen();
    receiver.state.status = 410;
    await sendTest(hub, which);
    await sendTest(hub, which);
    await deliver();
    await deliver();
    expect(await hub.db.webhookDelivery.count({ where: { nextAttemptAt: { not: null } } })).toBe(0);
    expect(await listEndpoints(hub, which.brandId)).toMatchObject([{ disabledReason: 'gone' }]);
    await expect(sendTest(hub, which)).rejects.toMatchObject({ code: 'endpoint_disabled' });
  });

  it('reach everybody else while one endpoint hangs', async () => {
    const dead = await startReceiver();
    dead.state.isHanging = true;
    const hanging = await listen(dead.url);
    for (let n = 0; n < 6; n += 1) await sendTest(hub, hanging);
    await deliverer.tick();
    await sendTest(hub, await listen());
    await deliverer.tick();
    await until(() => receiver.received.length === 1);
    // Of the dead one four hands are held, whatever waits for it.
    await until(() => dead.received.length === 4);
    dead.close();
  });

  it('tell of refunds, drops and contracts that came true, each once', async () => {
    await listen(receiver.url, ['order.refunded', 'drop.started', 'drop.ended', 'drop.sold_out']);
    const order = await sell();
    await makeRefund(hub, { orderId: order.id, amountMinor: 1000 });
    await settleReactions(hub, reactions);
    await hub.db.drop.update({
      where: { id: shop.drop.id },
      data: { startsAt: new Date(hub.clock.now().getTime() + HOUR_MS) },
    });
    await tellNews(hub);
    const types = async () =>
      (await hub.db.webhookMessage.findMany({ orderBy: { id: 'asc' } })).map(({ type }) => type);
    expect(await types()).toEqual(['order.refunded']);
    hub.clock.advance(HOUR_MS);
    await tellNews(hub);
    hub.clock.advance(5 * HOUR_MS);
    await tellNews(hub);
    await tellNews(hub);
    expect(await types()).toEqual(['order.refunded', 'drop.started', 'drop.ended']);
  });

  it('tell of a dispute and of how it ended, each once', async () => {
    await listen(receiver.url, ['order.disputed']);
    const { id: orderId, number } = await sell();
    const openedAt = hub.clock.now();
    const told = {
      ...{ id: 'du_1', amountMinor: 4900, currency: 'eur', reason: 'fraudulent', openedAt },
      evidenceDueAt: new Date(openedAt.getTime() + 7 * 24 * HOUR_MS),
    };
    for (const status of ['inquiry', 'inquiry', 'open', 'won', 'won'] as const) {
      hub.clock.advance(HOUR_MS);
      await recordDispute(hub, orderId, { ...told, status, toldAt: hub.clock.now() });
      await settleReactions(hub, reactions);
    }
    await hub.db.happening.updateMany({ data: { doneAt: null, notBefore: hub.clock.now() } });
    await settleReactions(hub, reactions);
    await deliver();
    const messages = receiver.received.map(({ body }) => JSON.parse(body));
    const { evidenceDueAt } = told;
    const data = { orderId, number, disputeId: 'du_1', reason: 'fraudulent' };
    const disputed = { minor: 4900, currency: 'eur' };
    expect(messages.map((one) => one.data).toSorted(byStatus)).toEqual(
      ['inquiry', 'open', 'won'].map((status) => ({
        ...{ ...data, status, disputed, evidenceDueAt: evidenceDueAt.toISOString() },
      })),
    );
    expect(messages.every(({ type }) => type === 'order.disputed')).toBe(true);
    for (const one of messages) {
      expect(() => WEBHOOK_DATA['order.disputed'].strict().parse(one.data)).not.toThrow();
    }
  });

  it('tell each change of a dispute once, as it was then: the newest is the last word', async () => {
    await listen(receiver.url, ['order.disputed']);
    const { id: orderId } = await sell();
    const openedAt = hub.clock.now();
    const told = { id: 'du_1', currency: 'eur', reason: '', openedAt, evidenceDueAt: null };
    const changes = [
      ...[4900, 2000, 4900].map((amountMinor) => ({ status: 'open' as const, amountMinor })),
      ...(['won', 'lost', 'won'] as const).map((status) => ({ status, amountMinor: 4900 })),
    ];
    const again = async () => {
      await hub.db.happening.updateMany({ data: { doneAt: null, notBefore: hub.clock.now() } });
      await settleReactions(hub, reactions);
    };
    for (const [index, change] of changes.entries()) {
      hub.clock.advance(HOUR_MS);
      await recordDispute(hub, orderId, { ...told, ...change, toldAt: hub.clock.now() });
      // The second follows only after the third.
      if (index !== 1) await again();
    }
    await again();
    // Four at a time go to one endpoint.
    for (let n = 0; n < 3; n += 1) await deliver();
    const messages = receiver.received.map(({ body }) => JSON.parse(body));
    const inTime = messages.toSorted((a, b) => (a.timestamp < b.timestamp ? -1 : 1));
    expect(
      inTime.map(({ timestamp, data }) => [timestamp, data.status, data.disputed.minor]),
    ).toEqual(
      changes.map(({ status, amountMinor }, index) => [
        new Date(openedAt.getTime() + (index + 1) * HOUR_MS).toISOString(),
        status,
        amountMinor,
      ]),
    );
  });

  it('reach an endpoint in the tick in which they are due, however long the queue of another is', async () => {
    const [busy, quiet] = [await listen(), await listen(`${receiver.url}/quiet`)];
    const at = hub.clock.now();
    const { brandId } = busy;
    const write = async (count: number, { endpointId }: typeof busy) => {
      const ids = Array.from({ length: count }, () => newId(at));
      const about = { brandId, type: 'order.paid', payload: '{}', at };
      const row = { brandId, endpointId, createdAt: at, state: 'waiting', nextAttemptAt: at };
      await hub.db.webhookMessage.createMany({
        data: ids.map((id) => ({ ...about, id, subject: id })),
      });
      await hub.db.webhookDelivery.createMany({
        data: ids.map((id) => ({ ...row, id, messageId: id })),
      });
    };
    await write(200, busy);
    hub.clock.advance(1);
    await write(1, quiet);
    hub.clock.advance(1);
    await deliver();
    expect(await log(quiet)).toMatchObject([{ state: 'delivered' }]);
    const left = { endpointId: busy.endpointId, state: 'waiting' };
    expect(await hub.db.webhookDelivery.count({ where: left })).toBeGreaterThan(0);
  });

  it('name a dispute that the shop reported as the shop does', async () => {
    await listen(receiver.url, ['order.disputed']);
    const brand = { id: shop.brand.id, currency: 'eur' };
    const report = (body: object) =>
      takeConversion(hub, { brand, mode: 'live', source: 'api' }, conversionSchema.parse(body));
    const occurredAt = hub.clock.now().toISOString();
    const money = { currency: 'eur', totalMinor: 1900, taxMinor: 0, shippingMinor: 0 };
    const items = [{ title: 'Cap', quantity: 1, unitPriceMinor: 1900 }];
    await report({
      ...{ type: 'sale', eventId: 'sale-1', occurredAt, customer: { email: 'bea@home.test' } },
      order: { id: 'shop-1', ...money, items },
    });
    await report({
      ...{ type: 'dispute', eventId: 'dispute-1', occurredAt, orderId: 'shop-1' },
      ...{ disputeId: 'case:7', status: 'open', amountMinor: 1900 },
    });
    await settleReactions(hub, reactions);
    await deliver();
    expect(receiver.received.map(({ body }) => JSON.parse(body).data.disputeId)).toEqual([
      'case:7',
    ]);
  });

  it('tell of every claim of a rush once, written down with the claims themselves', async () => {
    await listen(receiver.url, ['claim.held']);
    const held = await Promise.all([1, 2, 3, 4].map(() => claimOne(hub, shop)));
    const happenings = await hub.db.happening.findMany({ where: { kind: 'claims.held' } });
    const named = happenings.flatMap(({ payload }) => JSON.parse(payload).claimIds);
    const claimIds = held.map(({ claim }) => claim.id).toSorted();
    expect(named.toSorted()).toEqual(claimIds);
    for (let n = 0; n < 2; n += 1) {
      await hub.db.happening.updateMany({ data: { doneAt: null, notBefore: hub.clock.now() } });
      await settleReactions(hub, reactions);
    }
    await deliver();
    const messages = receiver.received.map(({ body }) => JSON.parse(body));
    expect(messages.map(({ data }) => data.claimId).toSorted()).toEqual(claimIds);
    const [first] = messages;
    const claim = held.find((one) => one.claim.id === first.data.claimId)?.claim;
    expect(first).toMatchObject({
      type: 'claim.held',
      timestamp: hub.clock.now().toISOString(),
      data: {
        ...{ dropId: shop.drop.id, contractId: shop.contract.id, units: 1 },
        total: { minor: claim?.quote.totalMinor, currency: 'eur' },
        expiresAt: new Date(claim?.expiresAt ?? 0).toISOString(),
      },
    });
    expect(() => WEBHOOK_DATA['claim.held'].strict().parse(first.data)).not.toThrow();
    expect(JSON.stringify(first)).not.toContain('visitor');
  });

  it('write down no claim where nobody listens for claims', async () => {
    await listen(receiver.url, ['order.paid']);
    await claimOne(hub, shop);
    expect(await hub.db.happening.count({ where: { kind: 'claims.held' } })).toBe(0);
  });

  it('go to no address inside, whatever its name says', async () => {
    const owner = { brandId: shop.brand.id, createdBy: shop.brand.owner.id };
    for (const url of ['http://example.com/', 'https://10.0.0.1/', 'https://localhost/']) {
      const asked = createEndpoint(hub, owner, {
        url,
        description: '',
        eventTypes: ['order.paid'],
      });
      await expect(asked, url).rejects.toMatchObject({ code: 'url_not_public' });
    }
  });
});
