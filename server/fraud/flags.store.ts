import type { Reader, Tx } from '../platform/db.ts';
import type { Prisma } from '../platform/generated/sqlite/client.ts';

/** The flag of a rule about one of these subjects; one that a person has decided comes first. */
export function findFlagOf(
  db: Reader,
  { brandId, rule, subjects }: { brandId: string; rule: string; subjects: readonly string[] },
) {
  return db.fraudFlag.findFirst({
    where: { brandId, rule, subject: { in: [...subjects] } },
    orderBy: { decidedAt: { sort: 'desc', nulls: 'last' } },
    select: { id: true, verdict: true },
  });
}

/** Keeps a flag from being decided until the transaction ends; false: somebody has decided it. */
export async function holdWaiting(tx: Tx, flagId: string): Promise<boolean> {
  const { count } = await tx.fraudFlag.updateMany({
    where: { id: flagId, verdict: null },
    data: { verdict: null },
  });
  return count === 1;
}

export async function insertFlag(
  db: Reader,
  flag: Prisma.FraudFlagUncheckedCreateInput,
): Promise<void> {
  await db.fraudFlag.create({ data: flag });
}

/** What of these a flag does not have yet. */
export async function listMissing(
  db: Reader,
  given: { flagId: string; lineIds: readonly string[]; clickIds: readonly string[] },
): Promise<{ lineIds: string[]; clickIds: string[] }> {
  const { flagId, lineIds, clickIds } = given;
  const lines = await db.fraudFlagLine.findMany({ where: { flagId }, select: { lineId: true } });
  const known = new Set([
    ...lines.map(({ lineId }) => lineId),
    ...(await listClickIds(db, flagId)),
  ]);
  return {
    lineIds: lineIds.filter((id) => !known.has(id)),
    clickIds: clickIds.filter((id) => !known.has(id)),
  };
}

/** Adds a few lines to a flag; returns those that were not there. */
export async function addLines(
  tx: Tx,
  { flagId, lineIds }: { flagId: string; lineIds: readonly string[] },
): Promise<string[]> {
  const known = await tx.fraudFlagLine.findMany({
    where: { flagId, lineId: { in: [...lineIds] } },
    select: { lineId: true },
  });
  const knownIds = new Set(known.map(({ lineId }) => lineId));
  const fresh = lineIds.filter((lineId) => !knownIds.has(lineId));
  await tx.fraudFlagLine.createMany({ data: fresh.map((lineId) => ({ flagId, lineId })) });
  return fresh;
}

/** Adds a few clicks to a flag; returns those that were not there. */
export async function addClicks(
  tx: Tx,
  { flagId, clickIds }: { flagId: string; clickIds: readonly string[] },
): Promise<string[]> {
  const known = await tx.flaggedClick.findMany({
    where: { flagId, clickId: { in: [...clickIds] } },
    select: { clickId: true },
  });
  const knownIds = new Set(known.map(({ clickId }) => clickId));
  const fresh = clickIds.filter((clickId) => !knownIds.has(clickId));
  await tx.flaggedClick.createMany({ data: fresh.map((clickId) => ({ flagId, clickId })) });
  return fresh;
}

/** The clicks that a flag is about. */
export async function listClickIds(db: Reader, flagId: string): Promise<string[]> {
  const clicks = await db.flaggedClick.findMany({ where: { flagId }, select: { clickId: true } });
  return clicks.map(({ clickId }) => clickId);
}

/** Commission lines of these orders, or of a contract in a drop, or of a contract altogether. */
export async function findLineIds(
  db: Reader,
  where: { contractId: string; orderId?: string; dropId?: string },
): Promise<string[]> {
  const { contractId, orderId, dropId } = where;
  const lines = await db.commissionLine.findMany({
    where: {
      contractId,
      ...(orderId ? { orderId } : {}),
      ...(dropId ? { order: { dropId } } : {}),
    },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  return lines.map(({ id }) => id);
}

/** Commission lines of orders that came by these clicks. */
export async function findLinesOfClicks(
  db: Reader,
  { contractId, clickIds }: { contractId: string; clickIds: readonly string[] },
): Promise<string[]> {
  const lines = await db.commissionLine.findMany({
    where: { contractId, order: { clickId: { in: clickIds.slice(0, 5000) } } },
    select: { id: true },
  });
  return lines.map(({ id }) => id);
}

const whole = {
  lines: true,
  decisions: { orderBy: { at: 'asc' } },
  _count: { select: { clicks: true } },
} as const satisfies Prisma.FraudFlagInclude;

export type WholeFlag = Prisma.FraudFlagGetPayload<{ include: typeof whole }>;

/** A brand's flags, newest first: all that wait, or the latest that were decided. */
export function listFlags(
  db: Reader,
  { brandId, isWaiting }: { brandId: string; isWaiting: boolean },
): Promise<WholeFlag[]> {
  return db.fraudFlag.findMany({
    where: { brandId, verdict: isWaiting ? null : { not: null } },
    include: whole,
    orderBy: isWaiting ? { flaggedAt: 'desc' } : { decidedAt: 'desc' },
    take: 200,
  });
}

/** One flag of a brand; null: of another brand, or missing. */
export function findFlagOfBrand(
  db: Reader,
  { brandId, flagId }: { brandId: string; flagId: string },
): Promise<WholeFlag | null> {
  return db.fraudFlag.findFirst({ where: { id: flagId, brandId }, include: whole });
}

/**
 * Sets the verdict of a flag that has another one; null reopens it. False: somebody was faster, and
 * the first decision stands.
 */
export async function setVerdict(
  tx: Tx,
  given: { flagId: string; from: string | null; to: string | null; at: Date },
): Promise<boolean> {
  const { count } = await tx.fraudFlag.updateMany({
    where: { id: given.flagId, verdict: given.from },
    data: { verdict: given.to, decidedAt: given.to === null ? null : given.at },
  });
  return count === 1;
}

export async function insertDecision(
  tx: Tx,
  decision: Prisma.FraudDecisionUncheckedCreateInput,
): Promise<void> {
  await tx.fraudDecision.create({ data: decision });
}

/** What the lists show of the things that flags are about. */
export async function readFlagContext(db: Reader, flags: readonly WholeFlag[]) {
  const ids = (of: (flag: WholeFlag) => string | null) => [
    ...new Set(flags.flatMap((flag) => of(flag) ?? [])),
  ];
  const lineIds = flags.flatMap(({ lines }) => lines.map(({ lineId }) => lineId));
  const [contracts, drops, orders, amounts] = await Promise.all([
    db.contract.findMany({
      where: { id: { in: ids(({ contractId }) => contractId) } },
      select: { id: true, creator: { select: { displayName: true } } },
    }),
    db.drop.findMany({
      where: { id: { in: ids(({ dropId }) => dropId) } },
      select: { id: true, title: true },
    }),
    db.order.findMany({
      where: { id: { in: ids(({ orderId }) => orderId) } },
      select: { id: true, number: true },
    }),
    db.commissionLine.findMany({
      where: { id: { in: lineIds.slice(0, 5000) } },
      select: { id: true, earnedMinor: true },
    }),
  ]);
  return {
    creatorNames: new Map(contracts.map(({ id, creator }) => [id, creator?.displayName ?? ''])),
    dropTitles: new Map(drops.map(({ id, title }) => [id, title])),
    orderNumbers: new Map(orders.map(({ id, number }) => [id, number])),
    earned: new Map(amounts.map(({ id, earnedMinor }) => [id, earnedMinor])),
  };
}
export type FlagContext = Awaited<ReturnType<typeof readFlagContext>>;
