import { readSettledLtv } from '../attribution/read-settled-ltv.ts';
import type { Reader } from '../platform/db.ts';
import { invariant } from '../platform/invariant.ts';
import type { LtvClause } from '../protocol/contracts.ts';
import type { LtvContract } from './fees.store.ts';
import { listConfirmedOrders } from './holds.store.ts';
import { type FeeCohort, feeCohorts, ltvFee, withoutConfirmed } from './rules/ltv-fee.ts';
import { ltvMemo } from './rules/memos.ts';

/** One order's part of the fee of its cohort. */
export type LtvShare = {
  orderId: string;
  versionId: string;
  netMinor: number;
  shareMinor: number;
  isCapped: boolean;
  bps: number;
  currency: string;
  settledAt: Date;
  memo: string;
};

/**
 * What the settled cohorts of a contract are worth at a moment, split over their orders, by order. What
 * a review has confirmed counts in none.
 */
export async function countLtvShares(
  db: Reader,
  contract: LtvContract,
  asOf: Date,
): Promise<Map<string, LtvShare>> {
  const confirmed = await listConfirmedOrders(db, contract.id);
  const shares = new Map<string, LtvShare>();
  for (const version of contract.versions) {
    for (const share of await sharesOf(db, { contract, version, confirmed, asOf })) {
      shares.set(share.orderId, share);
    }
  }
  return shares;
}

async function sharesOf(
  db: Reader,
  given: {
    contract: LtvContract;
    version: LtvContract['versions'][number];
    confirmed: ReadonlySet<string>;
    asOf: Date;
  },
): Promise<LtvShare[]> {
  const { contract, version, confirmed, asOf } = given;
  const { terms, id: versionId } = version;
  const { ltv: clause, currency } = terms;
  invariant(clause, `version ${versionId} has an LTV clause`);
  const { customers } = await readSettledLtv(db, {
    contractId: contract.id,
    contractVersionId: versionId,
    days: clause.days,
    currency,
    asOf,
  });
  const { endedAt: contractEndedAt, timeZone } = contract;
  const counted = withoutConfirmed(customers, confirmed);
  const cohorts = feeCohorts(counted, { clause, terms, contractEndedAt, timeZone, asOf });
  return cohorts.flatMap((cohort) => sharesOfCohort(cohort, { clause, currency, versionId }));
}

function sharesOfCohort(
  cohort: FeeCohort,
  { clause, currency, versionId }: { clause: LtvClause; currency: string; versionId: string },
): LtvShare[] {
  const fee = ltvFee(clause, cohort);
  const { month, settledAt } = cohort;
  const { isCapped } = fee;
  const memo = ltvMemo({ clause, currency, month, ...fee, feeMinor: fee.minor });
  return fee.shares.map((share) => ({
    ...share,
    versionId,
    isCapped,
    bps: clause.bps,
    currency,
    settledAt,
    memo,
  }));
}
