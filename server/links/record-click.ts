import { type Exposure, recordExposures } from '../experiments/record-exposures.ts';
import { createBatcher } from '../platform/batcher.ts';
import { inTransaction } from '../platform/db.ts';
import type { Engine } from '../platform/engine.ts';
import type { Hub } from '../platform/hub.ts';
import {
  addOrphanHits,
  type ClickRow,
  insertClicks,
  insertClicksWith,
  listRecentClicks,
} from './clicks.store.ts';
import { VISIT_GAP_MS } from './visit-memory.ts';

/** A click before it is known whether it begins a visit (null: the database must be asked). */
export type NewClick = Omit<ClickRow, 'startsVisit'> & {
  startsVisit: boolean | null;
  /** The visitor's part in the drop's experiment; null: it has none. */
  exposure: Exposure | null;
};

/** Writes clicks down, many with one commit. */
export type ClickRecorder = {
  /** Resolves when the click is committed; rejects when it was lost after several attempts. */
  record(click: NewClick): Promise<unknown>;
  /** Counts a hit that named no link. */
  countOrphan(at: Date): void;
  /** Resolves when nothing waits for the disk any more. */
  drain(): Promise<void>;
};

export function createClickRecorder(hub: Hub, engine: Engine): ClickRecorder {
  const clicks = createBatcher<NewClick, true>({
    maxSize: MOST_PER_COMMIT,
    run: (group) => insistently(() => commit(hub, engine, group)).then(() => group.map(() => true)),
  });
  const orphans = createBatcher<Date, true>({
    maxSize: MOST_PER_COMMIT,
    run: async (hits) => {
      for (const [day, count] of countByDay(hits))
        await addOrphanHits(hub.db, { day, hits: count });
      return hits.map(() => true);
    },
  });
  return {
    record: (click) => clicks.add(click),
    countOrphan: (at) => {
      orphans.add(at).catch((error: unknown) => {
        hub.log.warn({ err: error }, 'hits on unknown links were not counted');
      });
    },
    drain: async () => {
      await Promise.all([clicks.drain(), orphans.drain()]);
    },
  };
}

const MOST_PER_COMMIT = 500;
const ATTEMPTS = 4;

async function commit(hub: Hub, engine: Engine, group: readonly NewClick[]): Promise<void> {
  const clicks = await decideVisits(hub, group);
  const exposures = group.flatMap(({ exposure }) => exposure ?? []);
  if (exposures.length === 0) return insertClicks(hub.db, { engine, clicks });
  await inTransaction(hub.db, async (tx) => {
    await insertClicksWith(tx, { engine, clicks });
    await recordExposures(tx, engine, exposures);
  });
}

/** Looks up the past of those visitors whom this process has not seen yet. */
async function decideVisits(hub: Hub, group: readonly NewClick[]): Promise<readonly ClickRow[]> {
  if (group.every(isDecided)) return group;
  const seen = await recentlySeen(
    hub,
    group.filter((click) => !isDecided(click)),
  );
  return group.map((click) =>
    isDecided(click) ? click : { ...click, startsVisit: !wasSeenBefore(seen, click) },
  );
}

function isDecided(click: NewClick): click is NewClick & { startsVisit: boolean } {
  return click.startsVisit !== null;
}

async function recentlySeen(hub: Hub, clicks: readonly NewClick[]): Promise<Map<string, number[]>> {
  const visitorIds = clicks.flatMap(({ visitorId }) => visitorId ?? []);
  const earliestMs = Math.min(...clicks.map(({ at }) => at.getTime()));
  const since = new Date(earliestMs - VISIT_GAP_MS);
  const rows = await listRecentClicks(hub.db, { visitorIds, since });
  const seen = new Map<string, number[]>();
  for (const { visitorId, linkId, at } of rows) {
    const key = `${visitorId} ${linkId}`;
    seen.set(key, [...(seen.get(key) ?? []), at.getTime()]);
  }
  return seen;
}

function wasSeenBefore(seen: Map<string, number[]>, click: NewClick): boolean {
  const atMs = click.at.getTime();
  const times = seen.get(`${click.visitorId} ${click.linkId}`) ?? [];
  return times.some((ms) => ms <= atMs && atMs - ms < VISIT_GAP_MS);
}

function countByDay(hits: readonly Date[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const at of hits) {
    const day = at.toISOString().slice(0, 10);
    counts.set(day, (counts.get(day) ?? 0) + 1);
  }
  return counts;
}

async function insistently(work: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50 * 4 ** (attempt - 1)));
    }
  }
}
