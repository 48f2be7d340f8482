import type { Reader, Tx } from '../platform/db.ts';

/** A published drop's gates with the creator behind each; null for a draft and an unknown address. */
export function findDropWithGates(db: Reader, slug: string) {
  return db.drop.findFirst({
    where: { slug, publishedAt: { not: null } },
    select: {
      id: true,
      brandId: true,
      startsAt: true,
      experiment: { select: { assignmentKey: true, holdoutBps: true, stoppedAt: true } },
      gates: {
        orderBy: { id: 'asc' },
        include: { contract: { include: { creator: true, versions: true } } },
      },
    },
  });
}

/** The drop of a gate, when both are this brand's. */
export function findGateOfBrand(
  db: Reader,
  { brandId, dropId, gateId }: { brandId: string; dropId: string; gateId: string },
) {
  return db.gate.findFirst({
    where: { id: gateId, dropId, drop: { brandId } },
    select: { id: true, drop: { select: { publishedAt: true, endedAt: true, endsAt: true } } },
  });
}

export async function markGateRevoked(tx: Tx, gateId: string, at: Date): Promise<void> {
  await tx.gate.update({ where: { id: gateId }, data: { tokensRevokedAt: at } });
}

/** Gates whose outstanding rights were withdrawn since a moment. */
export function findGatesRevokedSince(db: Reader, since: Date) {
  return db.gate.findMany({
    where: { tokensRevokedAt: { gt: since } },
    select: { id: true, tokensRevokedAt: true },
  });
}
