import type { Reader, Tx } from '../platform/db.ts';
import { contractTermsSchema } from '../protocol/contracts.schema.ts';
import type { KnownAcquisition } from './rules/decide-attribution.ts';

/** An order with its customer's whole history with the brand; null when there is no such order. */
export async function findOrder(db: Reader, orderId: string) {
  return db.order.findUnique({
    where: { id: orderId },
    include: {
      customer: {
        include: {
          orders: {
            select: { id: true, capturedAt: true, visitorId: true, clickId: true },
            orderBy: [{ capturedAt: 'asc' }, { id: 'asc' }],
          },
        },
      },
    },
  });
}
export type OrderWithHistory = NonNullable<Awaited<ReturnType<typeof findOrder>>>;

/** Claims of these visitors with a creator's token, paid or not: each is a touch of its contract. */
export async function listClaims(
  db: Reader,
  { brandId, visitorIds, until }: { brandId: string; visitorIds: string[]; until: Date },
) {
  return db.claim.findMany({
    where: { visitorId: { in: visitorIds }, heldAt: { lte: until }, drop: { brandId } },
    select: { id: true, heldAt: true, contractId: true, contractVersionId: true, clickId: true },
    orderBy: { heldAt: 'asc' },
  });
}

/** What attribution has to know of each of these contracts. */
export async function readContracts(db: Reader, contractIds: string[]) {
  const rows = await db.contract.findMany({
    where: { id: { in: contractIds } },
    select: {
      id: true,
      endedAt: true,
      creator: { select: { displayName: true, user: { select: { email: true } } } },
      versions: { select: { id: true, terms: true } },
    },
  });
  return new Map(
    rows.map(({ id, endedAt, creator, versions }) => [
      id,
      {
        endedAt,
        creatorName: creator?.displayName ?? '',
        creatorEmail: creator?.user.email ?? null,
        terms: new Map(
          versions.map((version) => [
            version.id,
            contractTermsSchema.parse(JSON.parse(version.terms)),
          ]),
        ),
      },
    ]),
  );
}

export async function findAcquisition(
  db: Reader,
  customerId: string,
): Promise<(KnownAcquisition & { id: string }) | null> {
  return db.acquisition.findUnique({
    where: { customerId },
    select: { id: true, firstOrderId: true, acquiredAt: true, contractId: true, touchAt: true },
  });
}

export type NewAcquisition = NonNullable<Awaited<ReturnType<Tx['acquisition']['findFirst']>>>;
export type NewDecision = NonNullable<Awaited<ReturnType<Tx['orderDecision']['findFirst']>>>;

/**
 * Writes the acquisition unless the customer has one. Whoever writes first holds the customer's row
 * until the end of the transaction, so that decisions about one customer follow one another.
 */
export async function saveAcquisitionOnce(tx: Tx, acquisition: NewAcquisition) {
  return tx.acquisition.upsert({
    where: { customerId: acquisition.customerId },
    create: acquisition,
    update: {},
  });
}

export async function hasDecision(db: Reader, orderId: string): Promise<boolean> {
  return (await db.orderDecision.count({ where: { orderId } })) > 0;
}

export async function saveDecision(tx: Tx, decision: NewDecision): Promise<void> {
  await tx.orderDecision.create({ data: decision });
}
