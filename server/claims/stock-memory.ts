import { type Batcher, createBatcher } from '../platform/batcher.ts';
import { type Db, engineOfDb } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import type { HoldInput } from '../protocol/claims.schema.ts';
import { findClaimsByKeys, findKeysSince } from './batch.store.ts';
import type { ClaimToken } from './rules/claim-token.ts';
import type { StockState } from './rules/stock-state.ts';
import { unitsFor, whyClosed } from './rules/why-refused.ts';

/** What the newest batch of a drop left, as far as it tells who comes too late. */
type Memory = {
  /** `performance.now()` of the batch. */
  at: number;
  /** One request goes on to the queue, to renew this before it is too old for all. */
  isBeingRenewed: boolean;
  /** Per gate, the SKUs of which nothing is left for it. */
  soldOut: Map<string, Set<string>>;
  /** Idempotency keys of all claims of the drop up to a version, so that a repeated request is never refused. */
  keys: Set<string>;
  keysSeq: number;
};

/** A "sold out" that is older than this is not repeated. */
const FRESH_MS = 500;
/** After this one request asks again, while all others still get the known answer. */
const RENEW_MS = 200;

/**
 * Tells whoever comes too late that nothing is left, without the queue: most of a stampede is told
 * this. It only repeats what a batch of this process found less than half a second ago, and only to
 * requests that are new; everybody else goes on to the queue. On a database that other nodes share,
 * one query for all who ask at the same time says who claimed on another one.
 */
export async function refuseWhenSoldOut(
  { db, clock }: Pick<Hub, 'db' | 'clock'>,
  { token, input }: { token: ClaimToken; input: HoldInput },
): Promise<void> {
  const { dropId } = token;
  const { idempotencyKey: key } = input;
  const memory = memoriesOf(db).get(dropId);
  const ageMs = performance.now() - (memory?.at ?? Number.NEGATIVE_INFINITY);
  if (!memory || ageMs > FRESH_MS) return;
  if (token.expiresAt <= clock.now().getTime()) return;
  const soldOut = memory.soldOut.get(token.gateId);
  if (!soldOut || !input.items.some(({ skuId }) => soldOut.has(skuId))) return;
  if (memory.keys.has(key)) return;
  if (ageMs > RENEW_MS && !memory.isBeingRenewed) {
    memory.isBeingRenewed = true;
    return;
  }
  if (engineOfDb(db) === 'postgresql' && (await keysOf(db).add({ dropId, key }))) return;
  throw new Problem('drop_sold_out');
}

type Asked = { dropId: string; key: string };
const keyBatchers = new WeakMap<Db, Batcher<Asked, boolean>>();

/** Says of keys whether a claim has them, many with one query. */
function keysOf(db: Db): Batcher<Asked, boolean> {
  const known = keyBatchers.get(db);
  if (known) return known;
  const run = async (asked: Asked[]) => {
    const used = new Set<string>();
    for (const dropId of new Set(asked.map((one) => one.dropId))) {
      const keys = asked.flatMap((one) => (one.dropId === dropId ? one.key : []));
      const claims = await findClaimsByKeys(db, { dropId, engine: engineOfDb(db) }, keys);
      for (const { idempotencyKey } of claims) used.add(`${dropId} ${idempotencyKey}`);
    }
    return asked.map(({ dropId, key }) => used.has(`${dropId} ${key}`));
  };
  const fresh = createBatcher<Asked, boolean>({ maxSize: KEYS_AT_ONCE, run });
  keyBatchers.set(db, fresh);
  return fresh;
}

const KEYS_AT_ONCE = 500;

/** Forgets that a drop was sold out: what became of its newest batch is not known. */
export function forgetSoldOut(db: Db, dropId: string): void {
  const memory = memoriesOf(db).get(dropId);
  if (memory) memory.at = Number.NEGATIVE_INFINITY;
}

/** Keeps what a batch left. Called after its commit, one batch of a drop after the other. */
export async function rememberStock(
  hub: Pick<Hub, 'db' | 'clock' | 'signals'>,
  dropId: string,
  state: StockState,
): Promise<void> {
  const memories = memoriesOf(hub.db);
  const soldOut = soldOutIn(state, hub.clock.now().getTime());
  if (soldOut.size === 0) {
    memories.delete(dropId);
    return;
  }
  forgetWhenChanged(hub);
  const at = performance.now();
  const { keys, keysSeq } = memories.get(dropId) ?? { keys: new Set<string>(), keysSeq: 0 };
  const newer = await findKeysSince(hub.db, dropId, keysSeq);
  for (const { idempotencyKey } of newer) keys.add(idempotencyKey);
  const newestSeq = newer.reduce((most, { seq }) => Math.max(most, seq), keysSeq);
  memories.set(dropId, { at, isBeingRenewed: false, soldOut, keys, keysSeq: newestSeq });
  forgetOld(memories, at);
}

function soldOutIn(state: StockState, now: number): Map<string, Set<string>> {
  const soldOut = new Map<string, Set<string>>();
  for (const gate of state.gates.values()) {
    if (whyClosed(state, gate, { now, isOffer: false })) continue;
    const { audience } = gate;
    const gone = [...state.items.keys()].filter(
      (skuId) => unitsFor(state, { skuId, audience, location: null, forLine: false }) === 0,
    );
    if (gone.length > 0) soldOut.set(gate.id, new Set(gone));
  }
  return soldOut;
}

/** Units that came back by any other way are claimable at once. The keys stay: they only grow. */
function forgetWhenChanged({ db, signals }: Pick<Hub, 'db' | 'signals'>): void {
  if (watched.has(signals)) return;
  watched.add(signals);
  signals.onDropChanged((dropId) => forgetSoldOut(db, dropId));
}

function forgetOld(memories: Map<string, Memory>, now: number): void {
  for (const [dropId, { at }] of memories) {
    if (at < now - OLD_MS) memories.delete(dropId);
  }
}

const OLD_MS = 600_000;
const watched = new WeakSet<Hub['signals']>();
const allMemories = new WeakMap<Db, Map<string, Memory>>();

function memoriesOf(db: Db): Map<string, Memory> {
  const known = allMemories.get(db) ?? new Map<string, Memory>();
  allMemories.set(db, known);
  return known;
}
