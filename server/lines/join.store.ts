import type { Reader, Tx } from '../platform/db.ts';
import type { Engine } from '../platform/engine.ts';
import { type ColumnKind, insertSet } from '../platform/set-rows.ts';
import type { LineKind } from '../protocol/lines.ts';
import { EVERYONE } from '../protocol/stock-keys.ts';

/**
 * Takes the lock of a drop's lot by a write, so that whoever enters and whoever draws come one after
 * the other: an entry that was answered is in the draw. Nothing happens where there is no lot.
 */
export async function lockLot(tx: Tx, dropId: string): Promise<void> {
  await tx.dropLot.updateMany({ where: { dropId }, data: { entryCount: { increment: 0 } } });
}

/** All of a drop that decides about its lines. */
export function findDropForLine(db: Reader, dropId: string) {
  return db.drop.findUnique({
    where: { id: dropId },
    include: {
      lot: { select: { drawnAt: true, entryCount: true } },
      items: { select: { skuId: true } },
      gates: { select: { id: true, closesAt: true, tokensRevokedAt: true } },
      pools: { where: { audience: EVERYONE }, select: { skuId: true, available: true } },
      brand: {
        select: {
          locations: { where: { hasPickUp: true, archivedAt: null }, select: { id: true } },
        },
      },
    },
  });
}
export type DropForLine = NonNullable<Awaited<ReturnType<typeof findDropForLine>>>;

/** Units that these customers hold or have bought. */
export async function findUsedUnits(
  db: Reader,
  { dropId, customerKeys }: { dropId: string; customerKeys: readonly string[] },
): Promise<Map<string, number>> {
  const rows = await db.customerAllowance.findMany({
    where: { dropId, customerKey: { in: [...customerKeys] } },
  });
  return new Map(rows.map(({ customerKey, usedUnits }) => [customerKey, usedUnits]));
}

/** The places, open or closed, of these customers in one line. */
export function findPlacesOfCustomers(
  db: Reader,
  { dropId, kind, customerKeys }: { dropId: string; kind: LineKind; customerKeys: string[] },
) {
  return db.linePlace.findMany({ where: { dropId, kind, customerKey: { in: customerKeys } } });
}
export type PlaceRow = Awaited<ReturnType<typeof findPlacesOfCustomers>>[number];

/**
 * Writes new places, in the order of their arrival. Whoever comes back to a line that they had left
 * or were served in stands at its end: the closed place goes, since a customer has one per line. A
 * place that has a rank stays, because the published entries are those of the moment of the draw.
 */
export async function insertPlaces(
  tx: Tx,
  engine: Engine,
  {
    places,
    insteadOf,
    reopened,
  }: Record<'insteadOf' | 'reopened', string[]> & { places: PlaceRow[] },
): Promise<void> {
  if (reopened.length > 0) {
    await tx.linePlace.updateMany({
      where: { id: { in: reopened } },
      data: { closedAt: null, closeReason: null },
    });
  }
  if (insteadOf.length > 0) {
    await tx.linePlace.deleteMany({
      where: { id: { in: insteadOf }, closedAt: { not: null }, rank: null },
    });
  }
  const rows = places.map((place) => ({ ...place, enteredAt: place.enteredAt.getTime() }));
  await insertSet(tx, { engine, into: 'line_place', columns: PLACE }, rows);
}

/** A new place is open, has no rank and no offer; those columns are left empty. */
const PLACE = {
  id: 'text',
  dropId: 'text',
  kind: 'text',
  gateId: 'text',
  contractId: 'text',
  clickId: 'text',
  visitorId: 'text',
  customerKey: 'text',
  email: 'text',
  skuId: 'text',
  quantity: 'integer',
  delivery: 'text',
  locationId: 'text',
  note: 'text',
  enteredAt: 'time',
  salt: 'text',
  lotId: 'text',
} as const satisfies Record<string, ColumnKind>;
