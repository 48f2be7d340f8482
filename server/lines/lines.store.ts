import type { Reader, Tx } from '../platform/db.ts';
import type { Prisma } from '../platform/generated/sqlite/client.ts';
import type { PlaceCloseReason } from '../protocol/lines.ts';

/** Places in the order in which they are served: by rank, then, where there is none, by arrival. */
const IN_ORDER = [
  { rank: { sort: 'asc', nulls: 'last' } },
  { id: 'asc' },
] as const satisfies Prisma.LinePlaceOrderByWithRelationInput[];

/** Places that an offer may go to now: open, without a running offer, and no undrawn entry of a draw. */
function servable(dropId: string, lotsAreDrawn: boolean): Prisma.LinePlaceWhereInput {
  const kind = { in: lotsAreDrawn ? ['waiting', 'draw'] : ['waiting'] };
  return { dropId, kind, closedAt: null, claimId: null };
}

export function findLot(db: Reader, dropId: string) {
  return db.dropLot.findUnique({ where: { dropId } });
}

/** Places of these gates that want one of these: up to so many units of an article; null: anything. */
type Wanting = {
  gateIds: readonly string[];
  wishes: readonly { skuId: string; locationId: string | null; units: number }[] | null;
};

export function findServablePlaces(
  db: Reader,
  given: { dropId: string; lotsAreDrawn: boolean; wanting: readonly Wanting[]; take: number },
) {
  const { dropId, lotsAreDrawn, wanting, take } = given;
  return db.linePlace.findMany({
    where: { ...servable(dropId, lotsAreDrawn), OR: wanting.map(isWanted) },
    select: {
      id: true,
      kind: true,
      gateId: true,
      contractId: true,
      clickId: true,
      visitorId: true,
      customerKey: true,
      skuId: true,
      quantity: true,
      delivery: true,
      locationId: true,
      note: true,
    },
    orderBy: IN_ORDER,
    take,
  });
}

function isWanted({ gateIds, wishes }: Wanting): Prisma.LinePlaceWhereInput {
  const gateId = { in: [...gateIds] };
  if (wishes === null) return { gateId };
  const wanted = wishes.map(({ skuId, locationId, units }) => ({
    ...{ skuId, locationId },
    quantity: { lte: units },
  }));
  return { gateId, OR: wanted };
}

/** Units per SKU that servable places ask for. */
export async function sumServableUnits(
  db: Reader,
  { dropId, lotsAreDrawn }: { dropId: string; lotsAreDrawn: boolean },
): Promise<Map<string, number>> {
  const rows = await db.linePlace.groupBy({
    by: ['skuId'],
    where: servable(dropId, lotsAreDrawn),
    _sum: { quantity: true },
  });
  return new Map(rows.map(({ skuId, _sum }) => [skuId, _sum.quantity ?? 0]));
}

/** Places in the line before the start that nobody has left, by customer. */
export async function findQueueRanks(
  db: Reader,
  { dropId, customerKeys }: { dropId: string; customerKeys: readonly string[] },
): Promise<Map<string, { rank: number | null }>> {
  const rows = await db.linePlace.findMany({
    where: { dropId, kind: 'queue', customerKey: { in: [...customerKeys] }, closedAt: null },
    select: { customerKey: true, rank: true },
  });
  return new Map(rows.map(({ customerKey, rank }) => [customerKey, { rank }]));
}

/** Ties an open place to the claim that it is offered; false when it is closed by now. */
export async function markPlaceOffered(
  tx: Tx,
  { placeId, claimId, at }: { placeId: string; claimId: string; at: Date },
): Promise<boolean> {
  const { count } = await tx.linePlace.updateMany({
    where: { id: placeId, closedAt: null },
    data: { claimId, offeredAt: at },
  });
  return count === 1;
}

/** Closes a place; false when it was closed before: the first reason stands. */
export async function closePlace(
  tx: Tx,
  { placeId, reason, at }: { placeId: string; reason: PlaceCloseReason; at: Date },
): Promise<boolean> {
  const { count } = await tx.linePlace.updateMany({
    where: { id: placeId, closedAt: null },
    data: { closedAt: at, closeReason: reason },
  });
  return count === 1;
}

/** Ids of all servable places, next one first. */
export async function findServableIds(
  db: Reader,
  { dropId, lotsAreDrawn }: { dropId: string; lotsAreDrawn: boolean },
): Promise<string[]> {
  const rows = await db.linePlace.findMany({
    where: servable(dropId, lotsAreDrawn),
    select: { id: true },
    orderBy: IN_ORDER,
  });
  return rows.map(({ id }) => id);
}

export function countServable(
  db: Reader,
  { dropId, lotsAreDrawn }: { dropId: string; lotsAreDrawn: boolean },
): Promise<number> {
  return db.linePlace.count({ where: servable(dropId, lotsAreDrawn) });
}

/** How many stand in a line, with or without an offer. */
export function countOpenPlaces(
  db: Reader,
  { dropId, kind }: { dropId: string; kind: string },
): Promise<number> {
  return db.linePlace.count({ where: { dropId, kind, closedAt: null } });
}

/** A visitor's places in the lines of a drop, newest first. */
export function findPlacesOfVisitor(
  db: Reader,
  { dropId, visitorId }: { dropId: string; visitorId: string },
) {
  return db.linePlace.findMany({ where: { dropId, visitorId }, orderBy: { id: 'desc' } });
}

export function findPlace(db: Reader, which: { dropId: string; placeId: string }) {
  return db.linePlace.findFirst({ where: { id: which.placeId, dropId: which.dropId } });
}

/** What a place's view says besides the place. */
export function findDropOfPlace(db: Reader, dropId: string) {
  return db.drop.findUnique({
    where: { id: dropId },
    select: {
      fairness: true,
      startsAt: true,
      turnsPerSecond: true,
      lot: { select: { drawnAt: true, entryCount: true } },
    },
  });
}

export function findClaimExpiry(db: Reader, claimId: string) {
  return db.claim.findUnique({ where: { id: claimId }, select: { expiresAt: true } });
}

/** Closes a place that has no running offer; false when it has one, or is closed by now. */
export async function leavePlaceWithoutOffer(
  tx: Tx,
  { placeId, at }: { placeId: string; at: Date },
): Promise<boolean> {
  const { count } = await tx.linePlace.updateMany({
    where: { id: placeId, closedAt: null, claimId: null },
    data: { closedAt: at, closeReason: 'left' },
  });
  return count === 1;
}

/**
 * Drops that have started and not ended, with somebody who waits and something in stock that might
 * be for them.
 */
export async function findDropsToServe(db: Reader, now: Date): Promise<string[]> {
  const rows = await db.drop.findMany({
    where: {
      publishedAt: { not: null },
      endedAt: null,
      pausedAt: null,
      startsAt: { lte: now },
      endsAt: { gt: now },
      pools: { some: { available: { gt: 0 } } },
      places: { some: { kind: { in: ['waiting', 'draw'] }, closedAt: null, claimId: null } },
      OR: [{ fairness: { not: 'draw' } }, { lot: { drawnAt: { not: null } } }],
    },
    select: { id: true },
    orderBy: { id: 'asc' },
    take: 100,
  });
  return rows.map(({ id }) => id);
}

/** What a mail about an offer says; null when there is no address to send it to. */
export function findOfferForMail(db: Reader, placeId: string) {
  return db.linePlace.findFirst({
    // In a rehearsal nobody is mailed.
    where: { id: placeId, email: { not: null }, drop: { rehearsalOf: null } },
    select: {
      email: true,
      quantity: true,
      skuId: true,
      claimId: true,
      closedAt: true,
      drop: {
        select: {
          title: true,
          brand: { select: { name: true, timeZone: true } },
          items: {
            select: {
              skuId: true,
              sku: { select: { title: true, product: { select: { name: true } } } },
            },
          },
        },
      },
    },
  });
}
