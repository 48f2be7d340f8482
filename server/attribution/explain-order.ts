import type { Reader } from '../platform/db.ts';
import { Problem } from '../platform/problem.ts';
import type { AttributionReason, Candidate, OrderExplanation } from '../protocol/attribution.ts';
import { findDecidedOrder, listCreatorNames } from './attribution.store.ts';
import { sentenceOf } from './rules/explain-decision.ts';

/** Why one order counted and for whom, for its brand. Throws `not_found` until it was decided. */
export async function explainOrder(
  db: Reader,
  given: { brandId: string; orderId: string },
): Promise<OrderExplanation> {
  const found = await findDecidedOrder(db, given);
  if (!found) throw new Problem('not_found');
  const { order, decision } = found;
  const names = await listCreatorNames(db, given.brandId);
  const nameOf = (id: string) => names.get(id) ?? '';
  const explained = {
    customerKind: decision.customerKind === 'new' ? ('new' as const) : ('existing' as const),
    saleCreatorName: decision.saleContractId && nameOf(decision.saleContractId),
    ltvCreatorName: decision.ltvContractId && nameOf(decision.ltvContractId),
    reason: decision.reason as AttributionReason | null,
    candidates: JSON.parse(decision.candidates) as Candidate[],
  };
  return {
    orderId: order.id,
    number: order.number,
    capturedAt: order.capturedAt.getTime(),
    sentence: sentenceOf(explained),
    ...explained,
  };
}
