import type { Reader, Tx } from '../platform/db.ts';
import type { Prisma } from '../platform/generated/sqlite/client.ts';

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

/** False when the overlay is not this creator's. */
export async function updateOverlay(
  db: Reader,
  { creatorId, overlayId }: { creatorId: string; overlayId: string },
  change: { name: string; layout: string; options: string },
): Promise<boolean> {
  const updated = await db.overlay.updateMany({
    where: { id: overlayId, creatorId },
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
