import type { Db } from '../platform/db.ts';

/** Remembers in which browser somebody is signed in; the first time stands. */
export async function insertBrowser(
  db: Db,
  { userId, visitorId, at }: { userId: string; visitorId: string; at: Date },
): Promise<void> {
  await db.signedInBrowser.upsert({
    where: { visitorId_userId: { visitorId, userId } },
    create: { userId, visitorId, firstAt: at },
    update: {},
  });
}
