import type { Reader } from '../platform/db.ts';

/** The creator through whose contract a drop is open, or null when that contract has no gate in it. */
export async function findCreatorOfGate(
  db: Reader,
  { dropId, contractId }: { dropId: string; contractId: string },
): Promise<{ handle: string; displayName: string } | null> {
  const gate = await db.gate.findFirst({
    where: { dropId, contractId, contract: { endedAt: null } },
    select: { contract: { select: { creator: { select: { handle: true, displayName: true } } } } },
  });
  return gate?.contract.creator ?? null;
}
