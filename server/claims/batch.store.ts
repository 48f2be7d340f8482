import type { Reader, Tx } from '../platform/db.ts';
import type { Engine } from '../platform/engine.ts';
import { Prisma } from '../platform/generated/sqlite/client.ts';
import { lookUp } from '../platform/set-rows.ts';

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

/** Whether one of the brand's programs wants to know of every claim of this drop. */
export async function isToldOfClaims(db: Reader, dropId: string): Promise<boolean> {
  const endpoint = await db.webhookEndpoint.findFirst({
    where: {
      ...{ removedAt: null, disabledAt: null, eventTypes: { contains: '"claim.held"' } },
      brand: { drops: { some: { id: dropId } } },
    },
    select: { id: true },
  });
  return endpoint !== null;
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

export async function findUsedTokens(tx: Tx, engine: Engine, jtis: string[]): Promise<string[]> {
  const find = (jti: Prisma.Sql) =>
    Prisma.sql`SELECT "jti" FROM "claim_token_use" WHERE "jti" = ${jti}`;
  return [...(await lookUp(tx, { engine, find }, jtis)).keys()];
}

/** The claims that were made with these idempotency keys: almost always none. */
export async function findClaimsByKeys(
  tx: Reader,
  { dropId, engine }: { dropId: string; engine: Engine },
  keys: string[],
) {
  const find = (key: Prisma.Sql) =>
    Prisma.sql`SELECT "id" FROM "claim" WHERE "dropId" = ${dropId} AND "idempotencyKey" = ${key}`;
  const ids = await lookUp<string>(tx, { engine, find }, keys);
  if (ids.size === 0) return [];
  return tx.claim.findMany({
    where: { id: { in: [...ids.values()] } },
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

/** How many units of a drop each of these customers has. */
export function findAllowances(
  tx: Tx,
  { dropId, engine }: { dropId: string; engine: Engine },
  keys: string[],
): Promise<Map<string, number>> {
  const find = (key: Prisma.Sql) => Prisma.sql`
    SELECT "usedUnits" FROM "customer_allowance" WHERE "dropId" = ${dropId} AND "customerKey" = ${key}`;
  return lookUp<number>(tx, { engine, find }, keys);
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
