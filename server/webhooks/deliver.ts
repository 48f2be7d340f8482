import { inTransaction } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { newId } from '../platform/ids.ts';
import { NotPublic } from '../platform/public-address.ts';
import {
  cancelWaiting,
  type DueDelivery,
  insertAttempt,
  type LeasedDelivery,
  leaseDelivery,
  listDue,
  setOutcome,
} from './deliveries.store.ts';
import { changeEndpointRow } from './endpoints.store.ts';
import { nextStep } from './rules/retry.ts';
import { signMessage } from './rules/sign-message.ts';
import { secretsOf } from './secrets.ts';

/** Longer than a try can take, so that nobody else begins it meanwhile. */
const LEASE_MS = 60_000;
/** Of one endpoint at once, so that a slow one holds few hands. */
const PER_ENDPOINT = 4;
const AT_ONCE = 64;
const KEPT_OF_ANSWER = 2_000;

/** Sends what is due. */
export type Deliverer = {
  /**
   * Begins what is due and does not wait for it. Neither a dead endpoint nor one with a long queue
   * delays another: each has its turn in every tick, as long as there is room.
   */
  tick(): Promise<void>;
  /** Waits for all that is under way. */
  settled(): Promise<void>;
};

/** `chance` is rolled for every pause; a test gives its own. */
export function createDeliverer(hub: Hub, chance: () => number = Math.random): Deliverer {
  const running = new Map<string, Set<Promise<void>>>();
  const total = () => [...running.values()].reduce((sum, some) => sum + some.size, 0);
  const isFull = (endpointId: string) => (running.get(endpointId)?.size ?? 0) >= PER_ENDPOINT;
  const begin = (endpointId: string, work: Promise<void>) => {
    const own = running.get(endpointId) ?? new Set();
    running.set(endpointId, own.add(work));
    void work.finally(() => {
      own.delete(work);
      if (own.size === 0) running.delete(endpointId);
    });
  };
  const take = async (one: DueDelivery) => {
    if (isFull(one.endpointId)) return;
    const leaseUntil = new Date(hub.clock.now().getTime() + LEASE_MS);
    const leased = await leaseDelivery(hub.db, one, leaseUntil);
    if (leased) begin(one.endpointId, tryOnce(hub, leased, chance()));
  };
  return {
    tick: async () => {
      const passed = new Set([...running.keys()].filter(isFull));
      for (;;) {
        const room = AT_ONCE - total();
        if (room <= 0) return;
        const due = await listDue(hub.db, { now: hub.clock.now(), except: passed, take: room });
        for (const one of due) await take(one);
        if (due.length < room) return;
        // The rest of theirs waits for the next tick, however long it is: others are asked for first.
        for (const { endpointId } of due) passed.add(endpointId);
      }
    },
    settled: async () => {
      await Promise.all([...running.values()].flatMap((own) => [...own]));
    },
  };
}

/** One try, written down with what came back. Never rejects: a lease that ends is taken up again. */
async function tryOnce(hub: Hub, delivery: LeasedDelivery, chance: number): Promise<void> {
  try {
    const { endpoint } = delivery;
    if (endpoint.disabledAt || endpoint.removedAt) {
      await inTransaction(hub.db, (tx) => cancelWaiting(tx, endpoint.id, hub.clock.now()));
      return;
    }
    const outcome = await send(hub, delivery);
    await writeDown(hub, delivery, { ...outcome, chance });
  } catch (error) {
    hub.log.error({ err: error, delivery: delivery.id }, 'a webhook try could not be written down');
  }
}

type Outcome = { status: number | null; error: string | null; answer: string; durationMs: number };

async function send(hub: Hub, { message, endpoint }: LeasedDelivery): Promise<Outcome> {
  const at = hub.clock.now();
  const signed = signMessage(secretsOf(hub, endpoint, at), {
    id: message.id,
    at,
    body: message.payload,
  });
  const headers = { 'content-type': 'application/json', 'user-agent': 'Dropcast/1', ...signed };
  const startedAt = performance.now();
  const durationMs = () => Math.round(performance.now() - startedAt);
  try {
    const { status, body } = await hub.outward.post(endpoint.url, {
      headers,
      body: message.payload,
    });
    const answer = body.replaceAll('\0', '').slice(0, KEPT_OF_ANSWER);
    return { status, error: null, answer, durationMs: durationMs() };
  } catch (error) {
    return { status: null, error: whyNot(error), answer: '', durationMs: durationMs() };
  }
}

/** A sentence for the log; what a resolver or socket says of our own network stays inside. */
function whyNot(error: unknown): string {
  if (error instanceof NotPublic) return error.message;
  const { name, code } = error as { name?: string; code?: string };
  if (name === 'TimeoutError' || name === 'AbortError') return 'No answer within 15 seconds.';
  return code ? `No connection (${code}).` : 'No connection.';
}

async function writeDown(
  hub: Hub,
  delivery: LeasedDelivery,
  { chance, ...outcome }: Outcome & { chance: number },
): Promise<void> {
  const now = hub.clock.now();
  const { id, attempts, endpointId } = delivery;
  const step = nextStep(outcome, { attempt: attempts, now, chance });
  await inTransaction(hub.db, async (tx) => {
    const number = attempts;
    await insertAttempt(tx, { id: newId(now), deliveryId: id, number, at: now, ...outcome });
    if (step.kind === 'again') {
      await setOutcome(tx, id, { state: 'waiting', nextAttemptAt: step.at, endedAt: null });
      return;
    }
    const state = step.kind === 'delivered' ? 'delivered' : 'failed';
    await setOutcome(tx, id, { state, nextAttemptAt: null, endedAt: now });
    if (step.kind !== 'gone') return;
    await changeEndpointRow(tx, endpointId, { disabledAt: now, disabledReason: 'gone' });
    await cancelWaiting(tx, endpointId, now);
  });
}
