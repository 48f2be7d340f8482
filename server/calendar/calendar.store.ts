import type { Reader } from '../platform/db.ts';

const SHOWN = {
  id: true,
  slug: true,
  title: true,
  description: true,
  startsAt: true,
  endsAt: true,
  endedAt: true,
  publishedAt: true,
  brand: { select: { name: true } },
  log: { select: { at: true }, orderBy: { at: 'asc' } },
} as const;

/** A brand's announced drops that end after a moment. */
export async function listDropsOfBrandFrom(db: Reader, slug: string, from: Date) {
  const brand = await db.brand.findUnique({ where: { slug }, select: { id: true, name: true } });
  if (!brand) return null;
  const drops = await db.drop.findMany({
    where: { brandId: brand.id, publishedAt: { not: null }, endsAt: { gte: from } },
    select: SHOWN,
    orderBy: { startsAt: 'asc' },
    take: 500,
  });
  return { name: brand.name, drops };
}
export type CalendarDrop = NonNullable<
  Awaited<ReturnType<typeof listDropsOfBrandFrom>>
>['drops'][number];

/** One announced drop; null: there is none, or it is a draft. */
export async function findAnnouncedDrop(db: Reader, slug: string): Promise<CalendarDrop | null> {
  return db.drop.findFirst({ where: { slug, publishedAt: { not: null } }, select: SHOWN });
}

/** The announced drops that a creator has a gate in. */
export async function listDropsOfFeed(db: Reader, hash: string, from: Date) {
  const feed = await db.calendarFeed.findUnique({
    where: { hash },
    select: { creatorId: true, creator: { select: { displayName: true } } },
  });
  if (!feed) return null;
  const { creatorId } = feed;
  const drops = await db.drop.findMany({
    where: {
      publishedAt: { not: null },
      endsAt: { gte: from },
      gates: { some: { contract: { creatorId } } },
    },
    select: SHOWN,
    orderBy: { startsAt: 'asc' },
    take: 500,
  });
  return { name: feed.creator.displayName, drops };
}

/** Gives a creator a new secret address in the place of the one before. */
export async function saveFeed(
  db: Reader,
  feed: { creatorId: string; hash: string; createdAt: Date },
): Promise<void> {
  const { creatorId, ...change } = feed;
  await db.calendarFeed.upsert({ where: { creatorId }, create: feed, update: change });
}
