import type { Reader, Tx } from '../platform/db.ts';
import type { Prisma } from '../platform/generated/sqlite/client.ts';
import type { DockRights } from '../protocol/dock.ts';

export type GrantRow = Prisma.DockGrantGetPayload<object>;
type GrantKey = { dropId: string; contractId: string };

export function findGrant(db: Reader, key: GrantKey): Promise<GrantRow | null> {
  return db.dockGrant.findUnique({ where: { dropId_contractId: key } });
}

export function findGrantsOfDrop(db: Reader, dropId: string): Promise<GrantRow[]> {
  return db.dockGrant.findMany({ where: { dropId } });
}

/** What is used of it stays as it is. */
export async function upsertGrant(
  tx: Tx,
  { id, rights, ...key }: GrantKey & { id: string; rights: DockRights },
): Promise<void> {
  await tx.dockGrant.upsert({
    where: { dropId_contractId: key },
    create: { id, ...key, ...rights },
    update: rights,
  });
}

/** Counts what a command uses; false when it would be more than was allotted. */
export async function spendGrant(
  tx: Tx,
  { id, releaseUnits, extendMinutes }: GrantRow,
  { units, minutes }: { units: number; minutes: number },
): Promise<boolean> {
  const { count } = await tx.dockGrant.updateMany({
    where: {
      id,
      ...{ releaseUnits, releasedUnits: { lte: releaseUnits - units } },
      ...{ extendMinutes, extendedMinutes: { lte: extendMinutes - minutes } },
    },
    data: { releasedUnits: { increment: units }, extendedMinutes: { increment: minutes } },
  });
  return count === 1;
}

/** The creators through whose contract a drop is open, each contract once. */
export async function findContractsOfDrop(
  db: Reader,
  dropId: string,
): Promise<{ contractId: string; creatorName: string }[]> {
  const gates = await db.gate.findMany({
    where: { dropId, contract: { endedAt: null } },
    distinct: ['contractId'],
    orderBy: { id: 'asc' },
    select: {
      contractId: true,
      contract: { select: { invitedEmail: true, creator: { select: { displayName: true } } } },
    },
  });
  return gates.map(({ contractId, contract }) => ({
    contractId,
    creatorName: contract.creator?.displayName ?? contract.invitedEmail,
  }));
}
