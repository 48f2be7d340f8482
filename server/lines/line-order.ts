import type { Db } from '../platform/db.ts';
import { findServableIds } from './lines.store.ts';

type Which = { dropId: string; lotsAreDrawn: boolean };
type Order = { readAt: number; positions: Map<string, number> };

/** Lines up to here are read anew for each question. */
const SHORT_LINE = 200;
/** A longer one is read at most so often: thousands ask for their number, and it takes one answer. */
const FRESH_MS = 1_000;

/**
 * The position of a place among those that wait for an offer (1 is next), and how many they are. In a
 * long line both may be a second old.
 */
export async function positionOf(
  db: Db,
  placeId: string,
  which: Which,
): Promise<{ position: number; length: number }> {
  const order = await readOrder(db, which);
  const position = order.positions.get(placeId);
  if (position !== undefined) return { position, length: order.positions.size };
  const fresh = await readOrder(db, which, { mustBeFresh: true });
  const length = fresh.positions.size;
  // It is offered something, or closed, since its row was read.
  return { position: fresh.positions.get(placeId) ?? 1, length };
}

const known = new WeakMap<Db, Map<string, Promise<Order>>>();

async function readOrder(db: Db, which: Which, { mustBeFresh = false } = {}): Promise<Order> {
  const orders = known.get(db) ?? new Map<string, Promise<Order>>();
  known.set(db, orders);
  const key = `${which.dropId} ${which.lotsAreDrawn}`;
  const old = await orders.get(key)?.catch(() => null);
  const isFresh = old && performance.now() - old.readAt < FRESH_MS;
  if (isFresh && !mustBeFresh && old.positions.size > SHORT_LINE) return old;
  const fresh = findServableIds(db, which).then((ids) => ({
    readAt: performance.now(),
    positions: new Map(ids.map((id, index) => [id, index + 1])),
  }));
  orders.set(key, fresh);
  const order = await fresh;
  // Only long lines are worth remembering.
  if (order.positions.size <= SHORT_LINE) orders.delete(key);
  return order;
}
