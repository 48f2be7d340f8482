import { listCreatorNames } from '../attribution/list-creator-names.ts';
import { sentenceOf } from '../attribution/rules/explain-decision.ts';
import { listEarningsOfOrder } from '../payouts/list-earnings-of-order.ts';
import type { Reader as Db } from '../platform/db.ts';
import { toNumber } from '../platform/minor.ts';
import { Problem } from '../platform/problem.ts';
import type {
  AttributionReason,
  Candidate,
  ExplainedOrder,
  OrderCredit,
} from '../protocol/attribution.ts';
import {
  findOrderOfBrand,
  findOrderOfCreator,
  listChanges,
  listContractIds,
  type OrderToExplain,
} from './explanations.store.ts';
import { candidateView, type Reader } from './rules/candidate-words.ts';
import { creditsOf } from './rules/credits.ts';
import { pathOf } from './rules/path.ts';
import { reasonsNow } from './rules/reasons-now.ts';

/** Why one order counts and for whom, for its brand. Throws `not_found` until it was decided. */
export async function explainOrder(
  db: Db,
  given: { brandId: string; orderId: string; timeZone: string },
): Promise<ExplainedOrder> {
  const order = await findOrderOfBrand(db, given);
  if (!order) throw new Problem('not_found');
  return explain(db, order, { reader: 'brand', timeZone: given.timeZone });
}

/**
 * The same for one creator, also of an order that did not count for them: other creators have no name
 * and no amounts, and the buyer does not appear. Throws `not_found` for an order in which they had no
 * part at all.
 */
export async function explainMyOrder(
  db: Db,
  given: { creatorId: string; orderId: string; timeZone: string },
): Promise<ExplainedOrder> {
  const order = await findOrderOfCreator(db, given);
  const contractIds = await listContractIds(db, given.creatorId);
  if (!order || !hasPart(order, contractIds)) throw new Problem('not_found');
  return explain(db, order, { reader: { contractIds }, timeZone: given.timeZone });
}

function hasPart({ decision }: OrderToExplain, contractIds: ReadonlySet<string>): boolean {
  const named = [
    decision.saleContractId,
    decision.ltvContractId,
    ...candidatesOf(decision).map(({ contractId }) => contractId),
  ];
  return named.some((id) => id !== null && contractIds.has(id));
}

function candidatesOf({ candidates }: OrderToExplain['decision']): Candidate[] {
  return JSON.parse(candidates) as Candidate[];
}

async function explain(
  db: Db,
  order: OrderToExplain,
  { reader, timeZone }: { reader: Reader; timeZone: string },
): Promise<ExplainedOrder> {
  const { decision } = order;
  const names = await listCreatorNames(db, order.brandId);
  const nameOf = (id: string) =>
    reader === 'brand' || reader.contractIds.has(id) ? (names.get(id) ?? '') : 'another creator';
  const candidates = candidatesOf(decision);
  const acquiredAt = (order.customer.acquisition?.acquiredAt ?? order.capturedAt).getTime();
  const earnings = await listEarningsOfOrder(db, { orderId: order.id, timeZone });
  const customerKind = decision.customerKind === 'new' ? ('new' as const) : ('existing' as const);
  const decided = {
    customerKind,
    saleCreatorName: decision.saleContractId && nameOf(decision.saleContractId),
    ltvCreatorName: decision.ltvContractId && nameOf(decision.ltvContractId),
    reason: decision.reason as AttributionReason | null,
    candidates: candidates.map((one) => ({
      ...one,
      linkSlug: reader === 'brand' || reader.contractIds.has(one.contractId) ? one.linkSlug : null,
    })),
  };
  const credits: OrderCredit[] = creditsOf({ decision, customerKind, earnings, reader, nameOf });
  return {
    orderId: order.id,
    number: order.number,
    capturedAt: order.capturedAt.getTime(),
    dropTitle: order.drop?.title ?? null,
    customerKind,
    sentence: sentenceOf(decided),
    credits,
    reasons: reasonsNow(nowOf(order, decided.reason)),
    candidates: candidates.map((one) => candidateView(one, candidates, { acquiredAt, reader })),
    path: pathOf({
      candidates: candidates.map((one) => candidateView(one, candidates, { acquiredAt, reader })),
      order,
      changes: await listChanges(db, order.customerId),
    }),
  };
}

function nowOf(order: OrderToExplain, reason: AttributionReason | null) {
  return {
    reason,
    refundedMinor: order.refunds.reduce((sum, one) => sum + toNumber(one.amountMinor), 0),
    isDisputed: order.disputes.some(({ status }) => status === 'open' || status === 'lost'),
    holds: order.commissions.flatMap(({ holds }) => holds.map((hold) => hold.reason)),
    isCapped: order.commissions.some(({ cappedBy }) => cappedBy !== null),
  };
}
