import type { Hub } from '../platform/hub.ts';
import { invariant } from '../platform/invariant.ts';
import { type LineKind, type PlaceCloseReason, type PlaceView, turnAt } from '../protocol/lines.ts';
import type { PlaceRow } from './join.store.ts';
import { positionOf } from './line-order.ts';
import { countOpenPlaces, findClaimExpiry, findDropOfPlace } from './lines.store.ts';

type Standing = { position: number | null; length: number };

/** What decides where a place stands, besides the line itself. */
export type PlaceDrop = {
  startsAt: Date;
  turnsPerSecond: number;
  lot: { drawnAt: Date | null; entryCount: number } | null;
};

/** A place as its owner sees it, read afresh. */
export async function presentPlace({ db }: Pick<Hub, 'db'>, place: PlaceRow): Promise<PlaceView> {
  const drop = await findDropOfPlace(db, place.dropId);
  invariant(drop, `drop ${place.dropId} of place ${place.id} exists`);
  const offer = place.closedAt === null && place.claimId !== null ? place.claimId : null;
  const claim = offer === null ? null : await findClaimExpiry(db, offer);
  return {
    ...viewOf(place, drop, await standingOf({ db }, place, drop)),
    offer:
      offer !== null && claim ? { claimId: offer, expiresAt: claim.expiresAt.getTime() } : null,
  };
}

/** A place without an offer, as its owner sees it. */
export function viewOf(
  place: PlaceRow,
  drop: PlaceDrop,
  { position, length }: Standing,
): PlaceView {
  const entryCount = drop.lot?.drawnAt ? drop.lot.entryCount : null;
  return {
    id: place.id,
    kind: place.kind as LineKind,
    skuId: place.skuId,
    quantity: place.quantity,
    enteredAt: place.enteredAt.getTime(),
    position,
    length,
    turnAt:
      place.kind === 'queue' && entryCount !== null
        ? turnAt(
            { rank: place.rank, entryCount },
            { startsAt: drop.startsAt.getTime(), turnsPerSecond: drop.turnsPerSecond },
          )
        : null,
    lotId: place.lotId,
    offer: null,
    closedAt: place.closedAt?.getTime() ?? null,
    closeReason: place.closeReason as PlaceCloseReason | null,
  };
}

/** The number of a place in the shuffled line; null before lots are drawn. */
export function queueNumber(
  { rank }: Pick<PlaceRow, 'rank'>,
  { lot }: Pick<PlaceDrop, 'lot'>,
): number | null {
  if (!lot?.drawnAt) return null;
  return rank ?? lot.entryCount + 1;
}

async function standingOf(
  { db }: Pick<Hub, 'db'>,
  place: PlaceRow,
  drop: PlaceDrop,
): Promise<Standing> {
  const { dropId, kind } = place;
  const lotsAreDrawn = Boolean(drop.lot?.drawnAt);
  if (kind === 'queue') {
    return {
      position: queueNumber(place, drop),
      length: await countOpenPlaces(db, { dropId, kind }),
    };
  }
  if (kind === 'draw' && !lotsAreDrawn) {
    return { position: null, length: await countOpenPlaces(db, { dropId, kind }) };
  }
  // Whoever has an offer, or has left, stands in front of nobody.
  if (place.closedAt !== null || place.claimId !== null) return { position: 1, length: 1 };
  return positionOf(db, place.id, { dropId, lotsAreDrawn });
}
