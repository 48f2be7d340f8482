import type { Reader } from '../platform/db.ts';
import { newId } from '../platform/ids.ts';

/** Writes a brand with its first owner. A taken slug is a unique conflict. */
export async function insertBrand(
  db: Reader,
  given: {
    slug: string;
    name: string;
    currency: string;
    timeZone: string;
    ownerId: string;
    at: Date;
  },
) {
  const { slug, name, currency, timeZone, ownerId, at } = given;
  return db.brand.create({
    data: {
      slug,
      name,
      currency,
      timeZone,
      id: newId(at),
      createdAt: at,
      members: { create: { id: newId(at), userId: ownerId, role: 'owner', createdAt: at } },
    },
  });
}

/** Whether a slug is taken by any brand. */
export async function slugIsTaken(db: Reader, slug: string): Promise<boolean> {
  return (await db.brand.count({ where: { slug } })) > 0;
}

export async function saveBrand(
  db: Reader,
  brandId: string,
  change: {
    name?: string | undefined;
    timeZone?: string | undefined;
    rateFloorBps?: number | undefined;
    widgetOrigins?: string | undefined;
  },
) {
  const { name, timeZone, rateFloorBps, widgetOrigins } = change;
  return db.brand.update({
    where: { id: brandId },
    data: {
      ...(name !== undefined && { name }),
      ...(timeZone !== undefined && { timeZone }),
      ...(rateFloorBps !== undefined && { rateFloorBps }),
      ...(widgetOrigins !== undefined && { widgetOrigins }),
    },
  });
}

/**
 * Makes transactions about the members of one brand wait for each other, by a write that changes
 * nothing: on PostgreSQL two owners could otherwise remove one another at the same time.
 */
export async function lockBrand(db: Reader, brand: { id: string; slug: string }): Promise<void> {
  await db.brand.update({ where: { id: brand.id }, data: { slug: brand.slug } });
}

export async function findHubSetting(db: Reader, key: string): Promise<string | null> {
  const row = await db.hubSetting.findUnique({ where: { key } });
  return row?.value ?? null;
}
