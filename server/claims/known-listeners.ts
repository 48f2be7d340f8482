import type { Db } from '../platform/db.ts';
import { isToldOfClaims } from './batch.store.ts';

type Known = {
  isTold: boolean;
  /** `performance.now()` of when it was asked for. */
  readAt: number;
};

/** So late does this process notice an endpoint that another one added or took away. */
const FRESH_MS = 5_000;

/**
 * Whether one of the brand's programs wants to know of every claim of this drop, as of the last few
 * seconds. Ask before the drop is locked: in a stampede everybody waits for what is asked under its lock.
 */
export async function knowListeners(db: Db, dropId: string): Promise<boolean> {
  const all = knownOf(db);
  const readAt = performance.now();
  for (const [id, { readAt: since }] of all) if (readAt - since >= FRESH_MS) all.delete(id);
  const known = all.get(dropId);
  if (known) return known.isTold;
  const isTold = await isToldOfClaims(db, dropId);
  // What was forgotten meanwhile stays so: `all` is nobody's any more then.
  all.set(dropId, { isTold, readAt });
  return isTold;
}

/** An endpoint begins or ceases to want claims: the next batch asks again. */
export function forgetListeners(db: Db): void {
  memory.delete(db);
}

const memory = new WeakMap<Db, Map<string, Known>>();

function knownOf(db: Db): Map<string, Known> {
  const known = memory.get(db) ?? new Map<string, Known>();
  memory.set(db, known);
  return known;
}
