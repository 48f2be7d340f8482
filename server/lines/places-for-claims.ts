import type { Tx } from '../platform/db.ts';
import { invariant } from '../platform/invariant.ts';
import type { Delivery } from '../protocol/claims.ts';
import type { PlaceCloseReason } from '../protocol/lines.ts';
import {
  closePlace,
  findLot,
  findQueueRanks,
  findServablePlaces,
  markPlaceOffered,
  sumServableUnits,
} from './lines.store.ts';

/** A place that may be made an offer. */
export type OpenPlace = {
  id: string;
  kind: 'waiting' | 'draw';
  gateId: string;
  contractId: string;
  clickId: string | null;
  visitorId: string;
  customerKey: string;
  skuId: string;
  quantity: number;
  delivery: Delivery;
  locationId: string | null;
  note: string | null;
};

/** What places of some gates want: up to so many units of an article, sent or collected there; null: anything. */
type Wanting = {
  gateIds: readonly string[];
  wishes: readonly { skuId: string; locationId: string | null; units: number }[] | null;
};

/**
 * The first `take` places that may be made an offer and want one of these, next one first: by rank
 * where lots gave one, then by arrival. The caller holds the drop's lock, so no other transaction
 * offers to them.
 */
export async function findOpenPlaces(
  tx: Tx,
  { dropId, wanting, take }: { dropId: string; wanting: readonly Wanting[]; take: number },
): Promise<OpenPlace[]> {
  if (wanting.length === 0) return [];
  const lotsAreDrawn = await areLotsDrawn(tx, dropId);
  const places = await findServablePlaces(tx, { dropId, lotsAreDrawn, wanting, take });
  return places.map((place) => ({
    ...place,
    kind: place.kind as OpenPlace['kind'],
    delivery: place.delivery as Delivery,
  }));
}

/** Units per SKU that all places wait for to which `findOpenPlaces` would come in the end. */
export async function sumWaitingUnits(tx: Tx, dropId: string): Promise<Map<string, number>> {
  return sumServableUnits(tx, { dropId, lotsAreDrawn: await areLotsDrawn(tx, dropId) });
}

/** The places of these customers in the line before the start; whoever has left it is not in it. */
export function findQueuePlaces(
  tx: Tx,
  which: { dropId: string; customerKeys: readonly string[] },
): Promise<Map<string, { rank: number | null }>> {
  return findQueueRanks(tx, which);
}

/** What the lot of a drop has come to; null: nothing of it is decided by lot. */
export async function findLotFacts(
  tx: Tx,
  dropId: string,
): Promise<{ entryCount: number; drawnAt: Date | null } | null> {
  const lot = await findLot(tx, dropId);
  return lot && { entryCount: lot.entryCount, drawnAt: lot.drawnAt };
}

/** Remembers that a claim was offered to a place that was found open under the same lock. */
export async function markOffered(
  tx: Tx,
  offer: { placeId: string; claimId: string; at: Date },
): Promise<void> {
  invariant(await markPlaceOffered(tx, offer), `place ${offer.placeId} is open when it is offered`);
}

/** Closes places; one that is closed already keeps its reason. */
export async function closePlaces(
  tx: Tx,
  closings: readonly { placeId: string; reason: PlaceCloseReason; at: Date }[],
): Promise<void> {
  for (const closing of closings) await closePlace(tx, closing);
}

async function areLotsDrawn(tx: Tx, dropId: string): Promise<boolean> {
  const lot = await findLot(tx, dropId);
  return lot !== null && lot.drawnAt !== null;
}
