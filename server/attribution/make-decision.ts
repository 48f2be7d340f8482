import { invariant } from '../platform/invariant.ts';
import type { NewAcquisition, NewDecision } from './attribution.store.ts';
import { type KnownContracts, keysOfCreator } from './gather-touches.ts';
import type { CustomerHistory, OrderFacts } from './history.store.ts';
import {
  type AttributionDecision,
  type AttributionFacts,
  decideAttribution,
  type KnownAcquisition,
} from './rules/decide-attribution.ts';
import type { Touch } from './rules/judge-touches.ts';

/** All that the decisions about one customer's orders are made of. */
export type Gathered = {
  customer: CustomerHistory;
  touches: readonly Touch[];
  contracts: KnownContracts;
};

/** Decides one order of a customer; touches that came after it are not looked at. */
export function makeDecision(
  { customer, touches, contracts }: Gathered,
  order: OrderFacts,
  acquisition: KnownAcquisition | null,
): AttributionDecision {
  const [firstOrder] = customer.orders;
  invariant(firstOrder, `order ${order.id} is among those of its customer`);
  return decideAttribution({
    order: {
      ...{ id: order.id, currency: order.currency },
      code: codeOf(order, contracts),
      mark: order.isHeldOut ? 'HOLDOUT' : null,
    },
    customer: {
      keys: new Set(customer.keys.map(({ kind, value }) => `${kind}:${value}`)),
      firstOrder,
    },
    sale: saleOf(order, contracts),
    touches: touches.filter(({ at }) => at <= order.capturedAt),
    acquisition,
  });
}

/** Who is paid for the sale; null: it was the brand's own shop's, to somebody who was not held out. */
function saleOf(
  { id, contractId, contractVersionId }: OrderFacts,
  contracts: KnownContracts,
): AttributionFacts['sale'] {
  if (contractId === null) return null;
  const seller = contracts.get(contractId);
  const terms = seller?.terms.get(contractVersionId ?? '');
  invariant(seller && terms, `order ${id} lacks its contract`);
  return { contractId, creatorKeys: keysOfCreator(seller), currency: terms.currency };
}

/** Whose code the buyer typed; null: nobody's. */
function codeOf({ codeContractId, capturedAt }: OrderFacts, contracts: KnownContracts) {
  const owner = codeContractId === null ? undefined : contracts.get(codeContractId);
  if (codeContractId === null || !owner) return null;
  return { contractId: codeContractId, creatorName: owner.creatorName, at: capturedAt };
}

/** An acquisition as it is stored, made by the decision about a customer's first order. */
export function acquisitionRow(
  customer: Pick<CustomerHistory, 'id' | 'brandId'>,
  { winner, acquisition }: AttributionDecision,
  id: string,
): NewAcquisition {
  return {
    id,
    brandId: customer.brandId,
    customerId: customer.id,
    contractId: winner?.contractId ?? null,
    contractVersionId: winner?.version?.id ?? null,
    linkId: winner?.link?.id ?? null,
    clickId: winner?.kind === 'click' ? winner.id : null,
    touchKind: winner?.kind ?? 'none',
    touchAt: winner?.at ?? null,
    acquiredAt: acquisition.acquiredAt,
    firstOrderId: acquisition.firstOrderId,
  };
}

/** A decision as it is stored. */
export function decisionRow(
  brandId: string,
  order: OrderFacts,
  { decision, at }: { decision: AttributionDecision; at: Date },
): NewDecision {
  return {
    orderId: order.id,
    brandId,
    decidedAt: at,
    customerKind: decision.customerKind,
    saleContractId: order.contractId,
    saleContractVersionId: order.contractVersionId,
    ltvContractId: decision.ltvContractId,
    isFirstOrder: decision.isFirstOrder,
    reason: decision.reason,
    candidates: JSON.stringify(decision.candidates),
  };
}
