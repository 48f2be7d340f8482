import type { Reader, Tx } from '../platform/db.ts';

export async function noteRefusal(
  tx: Tx,
  { visitorId, at }: { visitorId: string; at: Date },
): Promise<void> {
  await tx.freshRefusal.upsert({
    where: { visitorId },
    create: { visitorId, at },
    update: { at },
  });
}

export async function dropRefusal(tx: Tx, visitorId: string): Promise<void> {
  await tx.freshRefusal.deleteMany({ where: { visitorId } });
}

/** Who has refused lately, the latest first. */
export async function listFreshRefusals(db: Reader, take: number): Promise<string[]> {
  const rows = await db.freshRefusal.findMany({
    select: { visitorId: true },
    orderBy: [{ at: 'desc' }, { visitorId: 'asc' }],
    take,
  });
  return rows.map(({ visitorId }) => visitorId);
}

/** Holds on to a refusal until the transaction ends; false: it was taken back. */
export async function lockRefusal(tx: Tx, visitorId: string): Promise<boolean> {
  const locked = await tx.freshRefusal.updateMany({ where: { visitorId }, data: { visitorId } });
  return locked.count > 0;
}

export async function forgetRefusalsBefore(db: Reader, moment: Date): Promise<void> {
  await db.freshRefusal.deleteMany({ where: { at: { lt: moment } } });
}
