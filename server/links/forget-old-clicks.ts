import { setTimeout as pause } from 'node:timers/promises';
import { createDays } from '../platform/days.ts';
import { engineOfDb, inTransaction, type Tx } from '../platform/db.ts';
import { earliestId } from '../platform/earliest-id.ts';
import type { Engine } from '../platform/engine.ts';
import type { Hub } from '../platform/hub.ts';
import { contractTermsSchema } from '../protocol/contracts.schema.ts';
import { RAW_CLICKS_KEPT_DAYS } from '../protocol/links.ts';
import {
  addClickDays,
  deleteSummed,
  forgetTraces,
  listClicksBetween,
  listFree,
  listLinkFacts,
  listLongDrops,
  markSummed,
  readCountedUntil,
  type SummedClick,
} from './old-clicks.store.ts';
import { isOld, type LinkLife } from './rules/click-life.ts';

const DAY_MS = 86_400_000;
/** A group is one transaction, and a claim may have to wait for it. */
const GROUP = 200;
/** So that a hub that is told to stop does; the next run goes on. */
const MOST_GROUPS = 40;
const BREATH_MS = 10;

/** From the end of one walk over all old clicks, those that stay too, to the next. */
const REST_MS = DAY_MS / 4;

const dayIn = createDays();

/** For the schedule: each run goes on where the last one ended, and none does anything in a rest. */
export function createClickForgetter(hub: Hub): () => Promise<void> {
  let after = '';
  let restsUntilMs = 0;
  return async () => {
    const nowMs = hub.clock.now().getTime();
    if (nowMs < restsUntilMs) return;
    after = await forgetOldClicks(hub, after);
    if (after === '') restsUntilMs = nowMs + REST_MS;
  };
}

/**
 * Lets old clicks go: what each of their days counts is added up, and the rows are deleted but for those
 * that something still names or whose visitor became a customer. No figure changes by it. Begins behind
 * the click `after` (empty: with the oldest) and says where the next run goes on.
 */
export async function forgetOldClicks(hub: Hub, after = ''): Promise<string> {
  const now = hub.clock.now();
  const since = new Date(now.getTime() - RAW_CLICKS_KEPT_DAYS * DAY_MS);
  const lives = await createLives(hub, { now, since });
  let last = after;
  for (let done = 0; done < MOST_GROUPS; done += 1) {
    const group = await listClicksBetween(hub.db, {
      ...{ after: last, before: earliestId(since), take: GROUP },
    });
    const lifeOf = await lives(group.map(({ linkId }) => linkId));
    const old = group.filter((click) => {
      const life = lifeOf.get(click.linkId);
      return life !== undefined && isOld(click, life, now);
    });
    await letGo(hub, old, now);
    last = group.at(-1)?.id ?? '';
    if (group.length < GROUP) return '';
    await pause(BREATH_MS);
  }
  return last;
}

type OldClick = Awaited<ReturnType<typeof listClicksBetween>>[number];

async function letGo({ db }: Hub, clicks: readonly OldClick[], at: Date): Promise<void> {
  if (clicks.length === 0) return;
  const engine = engineOfDb(db);
  const free = await listFree(
    db,
    engine,
    clicks.map(({ id }) => id),
  );
  if (free.length > 0) await inTransaction(db, (tx) => sumAndDelete({ tx, engine }, free, at));
  const isFree = new Set(free);
  const traced = clicks.filter(
    ({ id, networkPrefix, networkHash }) =>
      !isFree.has(id) && (networkPrefix !== null || networkHash !== null),
  );
  if (traced.length > 0) {
    await forgetTraces(
      db,
      traced.map(({ id }) => id),
    );
  }
}

/**
 * The mark is what makes it once: it is set in the transaction that adds to the counts, and whoever
 * comes second finds it. A click that is named meanwhile stays, marked, and is counted by its day.
 */
async function sumAndDelete(
  { tx, engine }: { tx: Tx; engine: Engine },
  ids: readonly string[],
  at: Date,
): Promise<void> {
  const until = await readCountedUntil(tx);
  if (until === null) return;
  const summed = await markSummed(tx, { engine, ids, until, at });
  const links = await listLinkFacts(tx, [...new Set(summed.map(({ linkId }) => linkId))]);
  const zones = new Map(links.map(({ id, timeZone }) => [id, timeZone]));
  await addClickDays(tx, engine, countAlike(summed, zones));
  await deleteSummed(tx, engine, ids);
}

/** In one order, so that two nodes never wait for each other crosswise. */
function countAlike(clicks: readonly SummedClick[], zones: ReadonlyMap<string, string>) {
  const counts = new Map<string, Omit<SummedClick, 'at'> & { day: string; clicks: number }>();
  for (const { at, ...click } of clicks) {
    const day = dayIn(zones.get(click.linkId) ?? 'UTC')(at);
    const key = JSON.stringify([click.linkId, day, ...Object.values(click)]);
    const known = counts.get(key);
    if (known) known.clicks += 1;
    else counts.set(key, { ...click, day, clicks: 1 });
  }
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}

/** Tells how long the clicks of links are kept; each link is looked up once. */
async function createLives({ db }: Hub, { now, since }: { now: Date; since: Date }) {
  const endsFrom = new Date(now.getTime() - DAY_MS);
  const watched = new Map<string, Date>();
  for (const one of await listLongDrops(db, { publishedBefore: since, endsFrom })) {
    if (!watched.has(one.contractId)) watched.set(one.contractId, one.publishedAt);
  }
  const known = new Map<string, LinkLife>();
  return async (linkIds: readonly string[]): Promise<ReadonlyMap<string, LinkLife>> => {
    const fresh = [...new Set(linkIds)].filter((id) => !known.has(id));
    for (const link of await listLinkFacts(db, fresh)) {
      known.set(link.id, {
        dayOf: dayIn(link.timeZone),
        longestWindowDays: Math.max(0, ...link.terms.map(windowOf)),
        watchedSince: watched.get(link.contractId) ?? null,
      });
    }
    return known;
  };
}

/** Of terms that cannot be read: as long as any window, and nobody's clicks wait for them. */
function windowOf(terms: string): number {
  const read = contractTermsSchema.safeParse(JSON.parse(terms));
  return read.success ? read.data.attributionWindowDays : RAW_CLICKS_KEPT_DAYS;
}
