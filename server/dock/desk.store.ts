import type { Reader, Tx } from '../platform/db.ts';
import type { Prisma } from '../platform/generated/sqlite/client.ts';

/** The creator, and whoever stands in for them in a rehearsal that is not removed yet. */
async function namesOf(db: Reader, creatorId: string): Promise<string[]> {
  const standIns = await db.rehearsalStandIn.findMany({
    where: { creatorId, rehearsal: { removedAt: null } },
    select: { id: true },
  });
  return [creatorId, ...standIns.map(({ id }) => id)];
}

/** Where a creator steers: the contract through which they are in a published drop. */
export async function findPlace(
  db: Reader,
  { creatorId, dropId }: { creatorId: string; dropId: string },
): Promise<{ brandId: string; contractId: string } | null> {
  const gate = await db.gate.findFirst({
    where: {
      dropId,
      drop: { publishedAt: { not: null } },
      contract: { creatorId: { in: await namesOf(db, creatorId) }, endedAt: null },
    },
    orderBy: { id: 'asc' },
    select: { contractId: true, drop: { select: { brandId: true } } },
  });
  return gate && { contractId: gate.contractId, brandId: gate.drop.brandId };
}

/** Published drops of a creator that have not been over since `since`, in the order of their start. */
export async function findSteerable(db: Reader, creatorId: string, since: Date) {
  const creatorIds = await namesOf(db, creatorId);
  return db.drop.findMany({
    where: {
      publishedAt: { not: null },
      endsAt: { gt: since },
      gates: { some: { contract: { creatorId: { in: creatorIds }, endedAt: null } } },
    },
    select: {
      ...{ id: true, title: true, publishedAt: true, startsAt: true, endsAt: true },
      ...{ pausedAt: true, endedAt: true, rehearsalOf: true },
      pools: { where: { audience: 'everyone' }, select: { skuId: true, available: true } },
      items: { select: { skuId: true } },
    },
    orderBy: { startsAt: 'asc' },
    take: 20,
  });
}

const deskDrop = {
  brand: { select: { name: true, currency: true } },
  items: {
    orderBy: { position: 'asc' },
    select: { skuId: true, sku: { select: { title: true, product: { select: { name: true } } } } },
  },
} as const satisfies Prisma.DropInclude;

/** What a desk says of its drop. */
export function findDeskDrop(db: Reader, dropId: string) {
  return db.drop.findUniqueOrThrow({ where: { id: dropId }, include: deskDrop });
}

export async function findOverlayIds(db: Reader, creatorId: string): Promise<string[]> {
  const rows = await db.overlay.findMany({ where: { creatorId }, select: { id: true } });
  return rows.map(({ id }) => id);
}

/**
 * How many claims were held since a moment. Counted behind the last one from before it, by version, so
 * that the index leads there and the database looks at no more than it counts.
 */
export async function countClaimsSince(db: Reader, dropId: string, since: Date): Promise<number> {
  const before = await db.claim.findFirst({
    where: { dropId, heldAt: { lt: since } },
    orderBy: { seq: 'desc' },
    select: { seq: true },
  });
  return db.claim.count({ where: { dropId, seq: { gt: before?.seq ?? -1 } } });
}

/** The version of the newest entry of a drop's public log; 0: none that says so. */
export async function findSteeredAt(tx: Tx, dropId: string): Promise<number> {
  const newest = await tx.dropEvent.aggregate({ where: { dropId }, _max: { seq: true } });
  return newest._max.seq ?? 0;
}

/** Whether the newest pause of a drop was a creator's. */
export async function wasPausedByCreator(tx: Tx, dropId: string): Promise<boolean> {
  const newest = await tx.dropEvent.findFirst({
    where: { dropId, kind: 'paused' },
    orderBy: { id: 'desc' },
    select: { detail: true },
  });
  return newest !== null && (JSON.parse(newest.detail) as { by?: string }).by === 'creator';
}

export async function isContractOn(tx: Tx, contractId: string): Promise<boolean> {
  return (await tx.contract.count({ where: { id: contractId, endedAt: null } })) > 0;
}
