import type { Reader } from '../platform/db.ts';
import { newId } from '../platform/ids.ts';
import type { SignedInUser } from '../platform/trpc.ts';

/** Where the sign-in page finds the demo sign-ins; there from the first moment of a seeding. */
export const DEMO_KEY = 'demo';
/** There while a seeding is under way: a leftover means that it was broken off. */
export const SEEDING_KEY = 'demo.seeding';
/** When somebody removed the demo: it does not come back by itself. */
export const REMOVED_KEY = 'demo.removedAt';

export async function findSetting(db: Reader, key: string): Promise<string | null> {
  return (await db.hubSetting.findUnique({ where: { key } }))?.value ?? null;
}

export async function saveSetting(db: Reader, key: string, value: string): Promise<void> {
  await db.hubSetting.upsert({ where: { key }, create: { key, value }, update: { value } });
}

export async function dropSetting(db: Reader, key: string): Promise<void> {
  await db.hubSetting.deleteMany({ where: { key } });
}

/** Whether there is anybody on this hub: a person, a brand. */
export async function hasAnybody(db: Reader): Promise<boolean> {
  return (await db.user.count({ take: 1 })) > 0 || (await db.brand.count({ take: 1 })) > 0;
}

/** A person with a confirmed address and a password, as the auth library keeps them. */
export async function insertPerson(
  db: Reader,
  given: { name: string; email: string; passwordHash: string; at: Date },
): Promise<SignedInUser> {
  const { name, email, passwordHash, at } = given;
  const id = newId(at);
  const times = { createdAt: at, updatedAt: at };
  const account = { id: newId(at), accountId: id, providerId: 'credential', ...times };
  await db.user.create({
    data: {
      id,
      name,
      email,
      emailVerified: true,
      ...times,
      accounts: { create: { ...account, password: passwordHash } },
    },
  });
  return { id, name, email, emailVerified: true };
}

/** Says that a brand is demo data: from now on its rows, ledger included, may be removed. */
export async function markDemoBrand(db: Reader, brandId: string): Promise<void> {
  await db.brand.update({ where: { id: brandId }, data: { isDemo: true } });
}

export async function markDemoCreator(db: Reader, creatorId: string): Promise<void> {
  await db.creator.update({ where: { id: creatorId }, data: { isDemo: true } });
}

/** The order that a paid claim became. */
export async function findOrderIdOfClaim(db: Reader, claimId: string): Promise<string | null> {
  return (await db.order.findUnique({ where: { claimId }, select: { id: true } }))?.id ?? null;
}

/** The newest payment page of a claim. */
export async function findSessionIdOfClaim(db: Reader, claimId: string): Promise<string | null> {
  const session = await db.checkoutSession.findFirst({
    where: { claimId },
    orderBy: { createdAt: 'desc' },
    select: { id: true },
  });
  return session?.id ?? null;
}

/** Mail of the story is taken as sent when it was made: a configured SMTP server never sees it. */
export async function markMailsSent(
  db: Reader,
  { demoEmails, at }: { demoEmails: readonly string[]; at: Date },
): Promise<void> {
  await db.outboxMail.updateMany({
    where: {
      sentAt: null,
      OR: [{ to: { in: [...demoEmails] } }, { to: { endsWith: '@example.com' } }],
    },
    data: { sentAt: at },
  });
}
