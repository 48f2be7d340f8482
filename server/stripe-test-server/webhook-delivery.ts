import { createHmac } from 'node:crypto';
import type { World } from './world.ts';

/** Where events go. While `url` is null they wait; nothing is lost and no attempt is counted. */
export interface WebhookEndpoint {
  url: () => string | null;
  secret: string;
}

/** How unreliable deliveries are made on purpose, for tests of the receiver. Rates from 0 to 1. */
export interface DeliveryChaos {
  duplicateRate?: number;
  dropRate?: number;
  shuffle?: boolean;
  random?: () => number;
}

/** Pushes recorded events to the endpoint, signed as Stripe signs, and retries on a schedule. */
export function startWebhookDelivery(
  world: World,
  { webhook, chaos = {} }: { webhook: WebhookEndpoint; chaos?: DeliveryChaos },
) {
  const random = chaos.random ?? Math.random;
  const underWay = new Map<string, Promise<void>>();
  const stopping = new AbortController();

  const deliver = async (delivery: Delivery, url: string) => {
    if (random() < (chaos.dropRate ?? 0)) {
      settle(world, delivery, { state: 'dropped' });
      return;
    }
    const copies = random() < (chaos.duplicateRate ?? 0) ? 2 : 1;
    const payload = payloadOf(world, delivery);
    const call = { url, payload, secret: webhook.secret, stopped: stopping.signal };
    let delivered = false;
    for (let copy = 0; copy < copies; copy += 1) {
      delivered = (await post(world, call)) || delivered;
    }
    settle(world, delivery, { state: delivered ? 'delivered' : 'pending' });
  };

  const push = (deliveries: Delivery[]) => {
    const url = webhook.url();
    if (url === null) return [];
    const batch = chaos.shuffle ? shuffled(deliveries, random) : deliveries;
    return batch.map((delivery) => {
      const running = underWay.get(delivery.eventId);
      if (running !== undefined) return running;
      const run = deliver(delivery, url).finally(() => {
        underWay.delete(delivery.eventId);
        pushDue();
      });
      underWay.set(delivery.eventId, run);
      return run;
    });
  };

  const pushDue = () => {
    const free = MAX_UNDER_WAY - underWay.size;
    if (free <= 0 || stopping.signal.aborted) return;
    const due = dueDeliveries(world, MAX_UNDER_WAY * 2);
    const idle = due.filter(({ eventId }) => !underWay.has(eventId));
    void Promise.allSettled(push(idle.slice(0, free)));
  };

  return {
    /** Starts what is due; returns at once. At most eight deliveries run at a time. */
    pushDue,

    /** Attempts everything that waits, due or not, once; resolves when each has its answer. */
    async pushAll(): Promise<void> {
      const waiting = pendingDeliveries(world);
      for (let start = 0; start < waiting.length; start += MAX_UNDER_WAY) {
        await Promise.allSettled(push(waiting.slice(start, start + MAX_UNDER_WAY)));
      }
      await Promise.allSettled(underWay.values());
    },

    /** Breaks off what is on the wire; those events stay pending for the next start. */
    async stop(): Promise<void> {
      stopping.abort();
      await Promise.allSettled(underWay.values());
    },
  };
}

/** Marks everything that waits as delivered, for a receiver that has read the event list instead. */
export function acknowledgePending(world: World): number {
  const done = `UPDATE deliveries SET state = 'delivered' WHERE state = 'pending'`;
  return world.store.statement(done).run().changes;
}

/** `Stripe-Signature`: HMAC-SHA256 over time and payload (https://docs.stripe.com/webhooks). */
function signatureHeader(payload: string, secret: string, atSeconds: number): string {
  const mac = createHmac('sha256', secret).update(`${atSeconds}.${payload}`).digest('hex');
  return `t=${atSeconds},v1=${mac}`;
}

const MAX_UNDER_WAY = 8;
const TIMEOUT_MS = 10_000;

/** Seconds from one attempt to the next; after the last the event stays undelivered. */
const RETRY_SECONDS = [1, 5, 30, 120, 600, 3_600, 21_600, 86_400];

interface Delivery {
  eventId: string;
  attempts: number;
}

const COLUMNS = 'event_id AS eventId, attempts';

function dueDeliveries(world: World, limit: number): Delivery[] {
  return world.store
    .statement(
      `SELECT ${COLUMNS} FROM deliveries WHERE state = 'pending' AND next_at <= ? ORDER BY seq LIMIT ?`,
    )
    .all(world.now().getTime() / 1_000, limit) as Delivery[];
}

function pendingDeliveries(world: World): Delivery[] {
  return world.store
    .statement(`SELECT ${COLUMNS} FROM deliveries WHERE state = 'pending' ORDER BY seq`)
    .all() as Delivery[];
}

function settle(
  world: World,
  delivery: Delivery,
  { state }: { state: 'delivered' | 'pending' | 'dropped' },
): void {
  const wait = RETRY_SECONDS[delivery.attempts];
  const kept = state === 'pending' && wait === undefined ? 'failed' : state;
  const nextAt = world.now().getTime() / 1_000 + (wait ?? 0);
  world.store
    .statement('UPDATE deliveries SET state = ?, attempts = ?, next_at = ? WHERE event_id = ?')
    .run(kept, delivery.attempts + 1, Math.ceil(nextAt), delivery.eventId);
  const event = world.store.find('event', delivery.eventId);
  if (state === 'delivered' && event !== undefined) {
    world.store.update('event', { ...event, pending_webhooks: 0 });
  }
}

function payloadOf(world: World, delivery: Delivery): string {
  return JSON.stringify(world.store.find('event', delivery.eventId), null, 2);
}

async function post(
  world: World,
  call: { url: string; payload: string; secret: string; stopped: AbortSignal },
): Promise<boolean> {
  const { url, payload, secret, stopped } = call;
  const atSeconds = Math.floor(world.now().getTime() / 1_000);
  try {
    const response = await fetch(url, {
      method: 'POST',
      body: payload,
      redirect: 'manual',
      signal: AbortSignal.any([stopped, AbortSignal.timeout(TIMEOUT_MS)]),
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
        'stripe-signature': signatureHeader(payload, secret, atSeconds),
      },
    });
    await response.body?.cancel();
    return response.status >= 200 && response.status < 300;
  } catch {
    return false;
  }
}

function shuffled<T>(members: readonly T[], random: () => number): T[] {
  return members
    .map((member) => ({ member, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ member }) => member);
}
