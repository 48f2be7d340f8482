import type { Reader, Tx } from '../platform/db.ts';
import type { Prisma } from '../platform/generated/sqlite/client.ts';

const dropForBatch = {
  brand: { select: { name: true, currency: true } },
  items: {
    orderBy: { position: 'asc' },
    include: {
      sku: {
        include: {
          product: {
            select: {
              name: true,
              images: { orderBy: { position: 'asc' }, take: 1, select: { id: true } },
            },
          },
        },
      },
    },
  },
  pools: { orderBy: { id: 'asc' } },
  rungs: { orderBy: { position: 'asc' } },
  gates: { include: { contract: { include: { versions: true, creator: true } } } },
} as const satisfies Prisma.DropInclude;

/** A drop with everything that decides a claim in it. */
export type DropForBatch = Prisma.DropGetPayload<{ include: typeof dropForBatch }>;

export function findDropForBatch(tx: Tx, dropId: string): Promise<DropForBatch | null> {
  return tx.drop.findUnique({ where: { id: dropId }, include: dropForBatch });
}

/** The versions of contracts, and whether these have ended. */
export function findContractVersions(tx: Tx, contractIds: string[]) {
  return tx.contract.findMany({
    where: { id: { in: contractIds } },
    select: { id: true, endedAt: true, versions: true },
  });
}

export async function findSkuTitle(tx: Tx, skuId: string) {
  return tx.sku.findUnique({
    where: { id: skuId },
    select: { id: true, title: true, priceMinor: true, product: { select: { name: true } } },
  });
}

export async function findUsedTokens(tx: Tx, jtis: string[]): Promise<string[]> {
  if (jtis.length === 0) return [];
  const rows = await tx.claimTokenUse.findMany({
    where: { jti: { in: jtis } },
    select: { jti: true },
  });
  return rows.map(({ jti }) => jti);
}

export async function findClaimsByKeys(tx: Tx, dropId: string, keys: string[]) {
  if (keys.length === 0) return [];
  return tx.claim.findMany({
    where: { dropId, idempotencyKey: { in: keys } },
    select: { id: true, idempotencyKey: true, requestHash: true },
  });
}

/** Idempotency keys of claims since a version of the drop, with the newest version among them. */
export async function findKeysSince(tx: Reader, dropId: string, seq: number) {
  return tx.claim.findMany({
    where: { dropId, seq: { gt: seq } },
    select: { idempotencyKey: true, seq: true },
  });
}

export async function findAllowances(tx: Tx, dropId: string, keys: string[]) {
  if (keys.length === 0) return [];
  return tx.customerAllowance.findMany({ where: { dropId, customerKey: { in: keys } } });
}

export async function findCodes(tx: Tx, codeIds: string[]) {
  if (codeIds.length === 0) return [];
  return tx.claimCode.findMany({
    where: { id: { in: codeIds } },
    include: { batch: { select: { expiresAt: true, revokedAt: true } } },
  });
}

export async function findClaimsForStock(tx: Tx, dropId: string, claimIds: string[]) {
  if (claimIds.length === 0) return [];
  return tx.claim.findMany({
    where: { id: { in: claimIds }, dropId },
    select: {
      id: true,
      gateId: true,
      customerKey: true,
      codeId: true,
      placeId: true,
      delivery: true,
      expiresAt: true,
      payingAt: true,
      paidAt: true,
      releasedAt: true,
      lateRefundAt: true,
      lines: true,
    },
  });
}

export async function findLeasesForStock(tx: Tx, dropId: string, leaseIds: string[]) {
  if (leaseIds.length === 0) return [];
  return tx.stockLease.findMany({ where: { id: { in: leaseIds }, dropId } });
}
