import { type Batcher, createBatcher } from '../platform/batcher.ts';
import { type Db, engineOfDb, inTransaction } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import { isBusyError } from '../platform/transient-error.ts';
import { retryOnUniqueConflict } from '../platform/unique-conflict.ts';
import type { LineKind, PlaceView } from '../protocol/lines.ts';
import { signPlaceAccess } from './place-access.ts';
import { presentPlace, viewOf } from './present-place.ts';
import { type Joined, type JoinWish, takePlaces } from './take-places.ts';

/** Who wants a place, as their claim token says it. Times in epoch milliseconds. */
export type Entrant = {
  dropId: string;
  gateId: string;
  contractId: string;
  clickId: string | null;
  visitorId: string;
  customerKey: string;
  issuedAt: number;
  expiresAt: number;
};

type Wanted = {
  kind: LineKind;
  skuId: string;
  quantity: number;
  /** Where it is collected; null: it is sent. */
  locationId: string | null;
  note: string | null;
  email: string | null;
};

/**
 * Takes a place in a line of a drop. A customer has one place per line: whoever asks again gets the
 * place that they have. The token is not used up by it, because the place itself is what a customer
 * can have once.
 *
 * Thousands join within seconds when a stream says so: those who come at the same time share a commit,
 * and nobody takes the drop's lock, so that they are not in the way of whoever claims.
 */
export async function joinLine(
  hub: Hub,
  { entrant, wanted }: { entrant: Entrant; wanted: Wanted },
): Promise<{ place: PlaceView; access: string }> {
  const wish = { entrant, ...wanted, enteredAt: hub.clock.now() };
  const joined = await batcherOf(hub.db, entrant.dropId).add({ hub, wish });
  if (joined.kind === 'refused') throw new Problem(joined.code);
  const { place } = joined;
  const view =
    joined.kind === 'new'
      ? viewOf(place, joined.drop, joined.standing)
      : await presentPlace(hub, place);
  return { place: view, access: signPlaceAccess(hub, place.id) };
}

/** So many share one commit. */
const MOST_PER_BATCH = 200;
/** Whoever comes to a longer queue is asked to try again. */
const LONGEST_QUEUE = 20_000;

type Order = { hub: Hub; wish: JoinWish };
type JoinBatcher = Batcher<Order, Joined>;
const batchers = new WeakMap<Db, Map<string, JoinBatcher>>();

function batcherOf(db: Db, dropId: string): JoinBatcher {
  const ofDb = batchers.get(db) ?? new Map<string, JoinBatcher>();
  batchers.set(db, ofDb);
  const known = ofDb.get(dropId);
  if (known && known.size() > LONGEST_QUEUE) {
    throw new Problem('too_many_requests', { retryAfterSeconds: 2 });
  }
  if (known) return known;
  const fresh = createBatcher<Order, Joined>({
    maxSize: MOST_PER_BATCH,
    run: async (orders) => {
      const wishes = orders.map(({ wish }) => wish);
      // Another node may take the same customer's place at the same time; then it is found.
      const joined = await retryOnUniqueConflict(() =>
        inTransaction(db, (tx) => takePlaces(tx, { dropId, engine: engineOfDb(db) }, wishes)),
      );
      if (fresh.size() <= orders.length) ofDb.delete(dropId);
      return joined;
    },
    isWorthHalving: (error) => !isBusyError(error),
  });
  ofDb.set(dropId, fresh);
  return fresh;
}
