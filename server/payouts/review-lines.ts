import type { Tx } from '../platform/db.ts';
import { holdLineIn } from './hold-line.ts';
import { listLtvLinesOfCause, setHoldReason } from './holds.store.ts';
import { lockContract } from './periods.store.ts';
import { releaseHoldIn } from './release-hold.ts';
import { settleLines } from './settle-line.ts';

/** What a person found out about lines of one contract that a cause holds. */
type Review = {
  brandId: string;
  contractId: string;
  cause: string;
  lineIds: readonly string[];
  /** Null: nobody knows yet. */
  verdict: 'released' | 'confirmed' | null;
  /** A user's id. */
  by: string;
};

/**
 * Carries out a verdict on lines of a contract, and on the LTV fees that were opened on their orders
 * meanwhile: released, the money goes on; confirmed, the lines are worth nothing; undecided, it waits
 * again. Within the transaction of whoever decided. The contract is locked first, so an LTV fee that is
 * opened at this moment is found here or sees the verdict.
 */
export async function reviewLines(tx: Tx, review: Review, at: Date): Promise<void> {
  const { brandId, contractId, cause, verdict, by } = review;
  await lockContract(tx, contractId);
  const lineIds = new Set([...review.lineIds, ...(await listLtvLinesOfCause(tx, review))]);
  for (const lineId of lineIds) {
    if (verdict === 'released') await releaseHoldIn(tx, { lineId, cause, by }, at);
    if (verdict === null) await holdLineIn(tx, { lineId, cause, reason: 'FRAUD_HOLD', by }, at);
  }
  if (verdict === 'released') return;
  const reason = verdict === 'confirmed' ? 'FRAUD_CONFIRMED' : 'FRAUD_HOLD';
  await setHoldReason(tx, { brandId, cause, reason });
  await settleLines(tx, lineIds, { at });
}
