import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { settleReactions } from '../platform/happenings.ts';
import type { WebhookEvent } from '../protocol/webhooks.ts';
import { reactions } from '../reactions.ts';
import { createTestDatabase, testDatabases } from '../test/database.ts';
import { type TestHub, testHub } from '../test/hub.ts';
import { makeOrder, makeRefund } from '../test/orders.ts';
import { makeShop, type Shop } from '../test/shop.ts';
import { createDeliverer, type Deliverer } from './deliver.ts';
import { listDeliveries, readDelivery, replayDelivery, sendTest } from './manage-deliveries.ts';
import { createEndpoint, listEndpoints, rotateSecret } from './manage-endpoints.ts';
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
