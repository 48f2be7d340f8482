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

/**
 * The first `take` places that may be made an offer, next one first: by rank where lots gave one,
 * then by arrival. The caller holds the drop's lock, so no other transaction offers to them.
 */
export async function findOpenPlaces(
  tx: Tx,
  { dropId, take }: { dropId: string; take: number },
): Promise<OpenPlace[]> {
  const lotsAreDrawn = await areLotsDrawn(tx, dropId);
  const places = await findServablePlaces(tx, { dropId, lotsAreDrawn, take });
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
