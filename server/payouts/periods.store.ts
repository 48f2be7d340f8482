import { zoneOfMonths } from '../contracts/rules/zone-of-months.ts';
import type { Reader, Tx } from '../platform/db.ts';
import { toNumber } from '../platform/minor.ts';
import { contractTermsSchema } from '../protocol/contracts.schema.ts';
import type { ContractTerms } from '../protocol/contracts.ts';

/**
 * Keeps everybody else from settling lines of a contract until this transaction ends, since they can
 * depend on one another: a write that changes nothing.
 */
export async function lockContract(tx: Tx, contractId: string): Promise<void> {
  await tx.contract.updateMany({ where: { id: contractId }, data: { id: contractId } });
}

/** The terms of every version of a contract, the zone in which it reads months, and the joint cap. */
export async function readTermsOfContract(db: Reader, contractId: string) {
  const contract = await db.contract.findUniqueOrThrow({
    where: { id: contractId },
    select: {
      brand: { select: { timeZone: true, maxPayoutBpsPerOrder: true } },
      versions: { select: { id: true, terms: true, timeZone: true } },
    },
  });
  const terms = new Map<string, ContractTerms>();
  for (const version of contract.versions) {
    terms.set(version.id, contractTermsSchema.parse(JSON.parse(version.terms)));
  }
  const jointCapBps = contract.brand.maxPayoutBpsPerOrder;
  return { timeZone: zoneOfMonths(contract), terms, jointCapBps };
}

/** What the ledger says that each LTV fee of a contract is worth; one without entries is left out. */
export async function sumPostedFees(db: Reader, contractId: string): Promise<Map<string, number>> {
  const rows = await db.ledgerEntry.groupBy({
    by: ['lineId'],
    where: { account: 'brand_payable', line: { contractId, kind: 'ltv_fee' } },
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
