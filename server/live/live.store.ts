import type { Reader, Tx } from '../platform/db.ts';
import type { Prisma } from '../platform/generated/sqlite/client.ts';
import type { SavedLook } from './rules/overlay-revision.ts';

export type OverlayRow = Prisma.OverlayGetPayload<object>;

export function findOverlaysOfCreator(db: Reader, creatorId: string): Promise<OverlayRow[]> {
  return db.overlay.findMany({ where: { creatorId }, orderBy: { id: 'asc' } });
}

export function findOverlayOfCreator(
  db: Reader,
  creatorId: string,
  overlayId: string,
): Promise<OverlayRow | null> {
  return db.overlay.findFirst({ where: { id: overlayId, creatorId } });
}

/** For whoever proves its key. */
export function findOverlay(db: Reader, overlayId: string): Promise<OverlayRow | null> {
  return db.overlay.findUnique({ where: { id: overlayId } });
}

export function findOverlays(db: Reader, overlayIds: string[]): Promise<OverlayRow[]> {
  return db.overlay.findMany({ where: { id: { in: overlayIds } } });
}

export async function insertOverlay(
  db: Reader,
  overlay: Prisma.OverlayUncheckedCreateInput,
): Promise<OverlayRow> {
  return db.overlay.create({ data: overlay });
}

export function countOverlaysOfCreator(db: Reader, creatorId: string): Promise<number> {
  return db.overlay.count({ where: { creatorId } });
}

/** False when the overlay is not this creator's. */
export async function deleteOverlayOfCreator(
  db: Reader,
  creatorId: string,
  overlayId: string,
): Promise<boolean> {
  const deleted = await db.overlay.deleteMany({ where: { id: overlayId, creatorId } });
  return deleted.count > 0;
}

/** Counts the key's version; null when the overlay is not this creator's. A write first: a lock. */
export async function countOverlayKey(
  tx: Tx,
  creatorId: string,
  overlayId: string,
): Promise<number | null> {
  const counted = await tx.overlay.updateMany({
    where: { id: overlayId, creatorId },
    data: { keyVersion: { increment: 1 } },
  });
  const row = counted.count === 0 ? null : await findOverlay(tx, overlayId);
  return row?.keyVersion ?? null;
}

export async function setOverlayKey(
  tx: Tx,
  overlayId: string,
  key: { keyHash: string; rotatedAt: Date },
): Promise<void> {
  await tx.overlay.update({ where: { id: overlayId }, data: key });
}

/** False when there is none of this creator's that was last reloaded at `last` or before. */
export async function noteReload(
  db: Reader,
  { creatorId, overlayId }: { creatorId: string; overlayId: string },
  { at, last }: { at: Date; last: Date },
): Promise<boolean> {
  const noted = await db.overlay.updateMany({
    where: { id: overlayId, creatorId, OR: [{ reloadedAt: null }, { reloadedAt: { lte: last } }] },
    data: { reloadedAt: at },
  });
  return noted.count > 0;
}

/** False when it no longer looks as it did in `before`: nothing is written then. */
export async function updateOverlay(
  db: Reader,
  before: OverlayRow,
  change: SavedLook,
): Promise<boolean> {
  const { id, creatorId, name, layout, options } = before;
  const updated = await db.overlay.updateMany({
    where: { id, creatorId, name, layout, options },
    data: change,
  });
  return updated.count > 0;
}

export async function markOverlaysSeen(db: Reader, overlayIds: string[], at: Date): Promise<void> {
  await db.overlay.updateMany({ where: { id: { in: overlayIds } }, data: { lastSeenAt: at } });
}

/** Published drops that have not been over since `since`, with the creators who have a gate. */
export function findDropsOfCreators(db: Reader, creatorIds: string[], since: Date) {
  const ofThem = { contract: { creatorId: { in: creatorIds }, endedAt: null } };
  return db.drop.findMany({
    where: {
      publishedAt: { not: null },
      endsAt: { gt: since },
      gates: { some: ofThem },
    },
    select: {
      id: true,
      slug: true,
      title: true,
      startsAt: true,
      endsAt: true,
      endedAt: true,
      gates: { where: ofThem, select: { contract: { select: { creatorId: true } } } },
    },
  });
}

/** The rehearsals in which somebody stands in for these creators, as above. */
export async function findRehearsalsOf(db: Reader, creatorIds: string[], since: Date) {
  const parts = await db.rehearsalStandIn.findMany({
    where: { creatorId: { in: creatorIds }, rehearsal: { removedAt: null, endsAt: { gt: since } } },
    select: { id: true, creatorId: true, rehearsal: { select: { copyId: true } } },
  });
  const ids = parts.flatMap(({ rehearsal }) => rehearsal.copyId ?? []);
  if (ids.length === 0) return [];
  const drops = await findDropsByIds(db, ids);
  return parts.flatMap(({ id: standInId, creatorId, rehearsal }) => {
    const drop = drops.find(({ id }) => id === rehearsal.copyId);
    return drop ? [{ ...drop, creatorId, standInId }] : [];
  });
}

function findDropsByIds(db: Reader, ids: string[]) {
  const times = { startsAt: true, endsAt: true, endedAt: true } as const;
  return db.drop.findMany({
    where: { id: { in: ids } },
    select: { id: true, slug: true, title: true, ...times },
  });
}

/** The link that an overlay shows: the creator's active one for this drop, else one for any drop. */
export async function findLinkForDrop(
  db: Reader,
  { creatorId, dropId }: { creatorId: string; dropId: string },
): Promise<{ slug: string; spokenCode: string } | null> {
  const links = await db.link.findMany({
    where: {
      contract: { creatorId, endedAt: null, gates: { some: { dropId } } },
      OR: [{ dropId }, { dropId: null }],
      pausedAt: null,
      endedAt: null,
    },
    orderBy: { id: 'asc' },
    select: { slug: true, spokenCode: true, dropId: true },
  });
  return links.find((link) => link.dropId !== null) ?? links[0] ?? null;
}

export async function findBrandOfDrop(db: Reader, dropId: string): Promise<string | null> {
  const drop = await db.drop.findUnique({ where: { id: dropId }, select: { brandId: true } });
  return drop?.brandId ?? null;
}

/** Which sites each brand has listed for its widget. */
export function findWidgetOrigins(db: Reader): Promise<{ id: string; widgetOrigins: string }[]> {
  return db.brand.findMany({
    where: { widgetOrigins: { not: '' } },
    select: { id: true, widgetOrigins: true },
  });
}

/** Units that viewers claimed in a drop between two versions. What comes with a bundle is no unit of its own. */
export async function readUnitsClaimed(
  db: Reader,
  dropId: string,
  { after, to }: { after: number; to: number },
): Promise<number> {
  const { _sum } = await db.claimLine.aggregate({
    where: { claim: { dropId, seq: { gt: after, lte: to } }, isAddOn: false },
    _sum: { quantity: true },
  });
  return _sum.quantity ?? 0;
}

/** The same since a moment, and when. */
export async function listUnitsClaimed(
  db: Reader,
  dropId: string,
  { since, to }: { since: Date; to: number },
): Promise<{ at: number; units: number }[]> {
  const lines = await db.claimLine.findMany({
    where: { claim: { dropId, seq: { lte: to }, heldAt: { gte: since } }, isAddOn: false },
    select: { quantity: true, claim: { select: { heldAt: true } } },
  });
  return lines.map(({ quantity, claim }) => ({ at: claim.heldAt.getTime(), units: quantity }));
}
