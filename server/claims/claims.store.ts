import type { Reader } from '../platform/db.ts';
import type { Prisma } from '../platform/generated/sqlite/client.ts';

const wholeClaim = {
  lines: true,
  drop: {
    include: {
      brand: { select: { name: true } },
      items: {
        orderBy: { position: 'asc' },
        take: 1,
        include: {
          sku: {
            include: {
              product: {
                include: {
                  images: { orderBy: { position: 'asc' }, take: 1, select: { id: true } },
                },
              },
            },
          },
        },
      },
    },
  },
} as const satisfies Prisma.ClaimInclude;

/** A claim with its lines and what a page says about its drop. */
export type WholeClaim = Prisma.ClaimGetPayload<{ include: typeof wholeClaim }>;

export function findClaim(db: Reader, claimId: string): Promise<WholeClaim | null> {
  return db.claim.findUnique({ where: { id: claimId }, include: wholeClaim });
}

/** The newest claim of a visitor in a drop that is held or paid. */
export function findClaimOfVisitor(
  db: Reader,
  { dropId, visitorId }: { dropId: string; visitorId: string },
): Promise<WholeClaim | null> {
  return db.claim.findFirst({
    where: { dropId, visitorId, releasedAt: null },
    include: wholeClaim,
    orderBy: { id: 'desc' },
  });
}

/** The drop that a claim is in; null for an unknown claim. */
export async function findDropOfClaim(db: Reader, claimId: string): Promise<string | null> {
  const claim = await db.claim.findUnique({ where: { id: claimId }, select: { dropId: true } });
  return claim?.dropId ?? null;
}

/** Changes a claim that is neither paid nor released; false when it is one of them already. */
export async function changeOpenClaim(
  db: Reader,
  { claimId, ...guard }: { claimId: string } & Prisma.ClaimWhereInput,
  change: Prisma.ClaimUpdateManyMutationInput,
): Promise<boolean> {
  const { count } = await db.claim.updateMany({
    where: { AND: [{ id: claimId, paidAt: null, releasedAt: null }, guard] },
    data: change,
  });
  return count === 1;
}

/** Holds that have lapsed and for which nobody is paying. */
export function findLapsedHolds(
  db: Reader,
  now: Date,
  take: number,
): Promise<{ id: string; dropId: string }[]> {
  return db.claim.findMany({
    where: {
      releasedAt: null,
      paidAt: null,
      payingAt: null,
      expiresAt: { lte: now },
    },
    select: { id: true, dropId: true },
    orderBy: { expiresAt: 'asc' },
    take,
  });
}

/** What was paid and given back on the order of a claim. */
export function findOrderOfClaim(db: Reader, claimId: string) {
  return db.order.findUnique({
    where: { claimId },
    select: {
      id: true,
      number: true,
      capturedAt: true,
      capturedMinor: true,
      customer: { select: { email: true } },
      refunds: { where: { status: { not: 'failed' } }, select: { amountMinor: true } },
    },
  });
}

export function findCreatorOfContract(db: Reader, contractId: string) {
  return db.contract.findUnique({
    where: { id: contractId },
    select: { creator: { select: { handle: true, displayName: true } } },
  });
}

/** Claims whose viewer was sent to pay, whose hold has lapsed and that are `due`; never tried ones first. */
export function findLapsedPayments(
  db: Reader,
  { now, due, take }: { now: Date; due: Prisma.ClaimWhereInput[]; take: number },
): Promise<{ id: string }[]> {
  return db.claim.findMany({
    where: {
      releasedAt: null,
      paidAt: null,
      paymentPendingAt: null,
      payingAt: { not: null },
      expiresAt: { lte: now },
      OR: due,
    },
    select: { id: true },
    orderBy: [{ expiringAt: { sort: 'asc', nulls: 'first' } }, { expiresAt: 'asc' }],
    take,
  });
}
