import { zoneOfMonths } from '../contracts/rules/zone-of-months.ts';
import type { Reader, Tx } from '../platform/db.ts';
import { toNumber } from '../platform/minor.ts';
import { contractTermsSchema } from '../protocol/contracts.schema.ts';
import type { ContractTerms } from '../protocol/contracts.ts';

/** Lines of one contract that were earned in `[from, to)`. */
export type Span = { contractId: string; from: Date; to: Date };

/**
 * Keeps everybody else from settling lines of a contract until this transaction ends, since they can
 * depend on one another: a write that changes nothing.
 */
export async function lockContract(tx: Tx, contractId: string): Promise<void> {
  await tx.contract.updateMany({ where: { id: contractId }, data: { id: contractId } });
}

/** The terms of every version of a contract, and the zone in which it reads months. */
export async function readTermsOfContract(db: Reader, contractId: string) {
  const contract = await db.contract.findUniqueOrThrow({
    where: { id: contractId },
    select: {
      brand: { select: { timeZone: true } },
      versions: { select: { id: true, terms: true, timeZone: true } },
    },
  });
  const terms = new Map<string, ContractTerms>();
  for (const version of contract.versions) {
    terms.set(version.id, contractTermsSchema.parse(JSON.parse(version.terms)));
  }
  return { timeZone: zoneOfMonths(contract), terms };
}

/** From the first to the last line of every drop that has a line in this span; null: none has. */
export async function findReachOfDrops(db: Reader, span: Span) {
  const inSpan = { contractId: span.contractId, earnedAt: { gte: span.from, lt: span.to } };
  const drops = await db.order.findMany({
    where: { dropId: { not: null }, commissions: { some: { ...inSpan, ...COUNTED } } },
    select: { dropId: true },
    distinct: ['dropId'],
  });
  const { _min, _max } = await db.commissionLine.aggregate({
    where: {
      contractId: span.contractId,
      ...COUNTED,
      order: { dropId: { in: drops.flatMap(({ dropId }) => dropId ?? []) } },
    },
    _min: { earnedAt: true },
    _max: { earnedAt: true },
  });
  return _min.earnedAt && _max.earnedAt ? { from: _min.earnedAt, to: _max.earnedAt } : null;
}

/** The drop-sale and recurring lines of a span, or one of them, each with what a review has found. */
export async function listCountedLines(db: Reader, where: Span | { lineId: string }) {
  return db.commissionLine.findMany({
    where: { ...COUNTED, ...inSpan(where) },
    include: {
      holds: { where: { reason: 'FRAUD_CONFIRMED', releasedAt: null }, select: { id: true } },
    },
    orderBy: [{ earnedAt: 'asc' }, { id: 'asc' }],
  });
}
export type LineWithReview = Awaited<ReturnType<typeof listCountedLines>>[number];

/** What the ledger says that each of these lines is worth now; a line without entries is left out. */
export async function sumPosted(
  db: Reader,
  where: Span | { lineId: string },
): Promise<Map<string, number>> {
  const rows = await db.ledgerEntry.groupBy({
    by: ['lineId'],
    where: { account: 'brand_payable', line: { ...COUNTED, ...inSpan(where) } },
    _sum: { amountMinor: true },
  });
  return new Map(
    rows.map(({ lineId, _sum }) => [lineId ?? '', 0 - toNumber(_sum.amountMinor ?? 0n)]),
  );
}

/** What all other lines of an order are worth now, whoever earns them. */
export async function sumPostedBeside(
  db: Reader,
  { orderId, lineId }: { orderId: string; lineId: string },
): Promise<number> {
  const { _sum } = await db.ledgerEntry.aggregate({
    where: { account: 'brand_payable', line: { orderId, id: { not: lineId } } },
    _sum: { amountMinor: true },
  });
  return 0 - toNumber(_sum.amountMinor ?? 0n);
}

function inSpan(where: Span | { lineId: string }) {
  return 'lineId' in where
    ? { id: where.lineId }
    : { contractId: where.contractId, earnedAt: { gte: where.from, lt: where.to } };
}

const COUNTED = { kind: { in: ['drop_sale', 'recurring'] } };
