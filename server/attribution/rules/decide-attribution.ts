import type { AttributionReason, Candidate } from '../../protocol/attribution.ts';
import { isSamePerson, judgeTouches, type Touch } from './judge-touches.ts';

/** What was written down when the customer's first order was decided; `contractId` null: organic. */
export type KnownAcquisition = {
  firstOrderId: string;
  acquiredAt: Date;
  contractId: string | null;
  touchAt: Date | null;
};

export type AttributionFacts = {
  order: {
    id: string;
    currency: string;
    /** Nothing of a test counts; whoever was held out saw no drop, and is paid for as if they had. */
    mark?: 'TEST_MODE' | 'HOLDOUT' | null;
    /** Whose code the buyer typed in the brand's own shop; null: nobody's. */
    code?: { contractId: string; creatorName: string; at: Date } | null;
  };
  customer: {
    /** All keys, as `kind:value`. */
    keys: ReadonlySet<string>;
    firstOrder: { id: string; capturedAt: Date };
  };
  /** Whose token sold it, or would have; null for an order outside any drop. */
  sale: { contractId: string; creatorKeys: readonly string[]; currency: string } | null;
  /** Human clicks and claims of this customer's visitors with the brand. */
  touches: readonly Touch[];
  /** Null as long as no order of this customer was decided. */
  acquisition: KnownAcquisition | null;
};

export type AttributionDecision = {
  customerKind: 'new' | 'existing';
  isFirstOrder: boolean;
  /** Who earns the drop-sale commission. */
  saleContractId: string | null;
  /** Who gets the LTV credit: the contract of the acquisition, whoever sold this order. */
  ltvContractId: string | null;
  /** What the acquisition is, or will be when this decision is saved. */
  acquisition: KnownAcquisition;
  /** The touch that won, when the acquisition is made by this decision. */
  winner: Touch | null;
  /** Why the selling contract does not get both credits in full; null: it does. */
  reason: AttributionReason | null;
  candidates: Candidate[];
};

/**
 * Two credits on one order. The drop-sale commission belongs to the contract on the claim; the LTV
 * credit belongs to the contract of the acquisition: the earliest qualifying touch within its window
 * before the first captured order. A known acquisition is never moved by what is learnt later.
 */
export function decideAttribution(facts: AttributionFacts): AttributionDecision {
  const { order, customer, sale } = facts;
  const judged = judgeTouches(facts.touches, {
    customerKeys: customer.keys,
    acquiredAt: facts.acquisition?.acquiredAt ?? customer.firstOrder.capturedAt,
    known: facts.acquisition,
  });
  const acquisition = facts.acquisition ?? {
    firstOrderId: customer.firstOrder.id,
    acquiredAt: customer.firstOrder.capturedAt,
    contractId: judged.winner?.contractId ?? null,
    touchAt: judged.winner?.at ?? null,
  };
  const isFirstOrder = acquisition.firstOrderId === order.id;
  const decided = {
    customerKind: isFirstOrder ? ('new' as const) : ('existing' as const),
    isFirstOrder,
    saleContractId: sale?.contractId ?? null,
    ltvContractId: order.mark === 'TEST_MODE' ? null : acquisition.contractId,
    acquisition,
    winner: facts.acquisition ? null : judged.winner,
    candidates: judged.candidates,
  };
  const byCode = codeWithoutClick(facts);
  return {
    ...decided,
    reason: reasonFor(facts, { ...decided, byCode }),
    candidates: byCode ? [...judged.candidates, byCode] : judged.candidates,
  };
}

/**
 * A code is no touch: it goes from hand to hand, and says nothing about who brought whom. It is named
 * where its creator has no click and no claim, so that they can read why it does not count.
 */
function codeWithoutClick({ order, touches }: AttributionFacts): Candidate | null {
  const { code } = order;
  if (!code || touches.some(({ contractId }) => contractId === code.contractId)) return null;
  return {
    ...{ kind: 'code', id: order.id, contractId: code.contractId, at: code.at.getTime() },
    ...{ creatorName: code.creatorName, linkSlug: null, windowDays: null },
    excludedBy: 'CODE_WITHOUT_CLICK',
  };
}

function reasonFor(
  { order, customer, sale }: AttributionFacts,
  decided: Omit<AttributionDecision, 'reason'> & { byCode: Candidate | null },
): AttributionReason | null {
  if (order.mark === 'TEST_MODE') return order.mark;
  if (sale && isSamePerson(sale.creatorKeys, customer.keys)) return 'SELF_REFERRAL';
  if (sale && sale.currency !== order.currency) return 'CURRENCY_UNSUPPORTED';
  if (order.mark) return order.mark;
  if (!decided.isFirstOrder) return 'EXISTING_CUSTOMER';
  if (decided.ltvContractId === null) return whyNobody(decided);
  if (!sale) return null;
  return decided.ltvContractId === decided.saleContractId ? null : 'OTHER_CREATOR_FIRST';
}

/** A new customer whom nobody brought: what excluded the last touch of the seller, or of anybody. */
function whyNobody({
  candidates,
  saleContractId,
  byCode,
}: Pick<AttributionDecision, 'candidates' | 'saleContractId'> & {
  byCode: Candidate | null;
}): AttributionReason {
  const last =
    candidates.findLast(({ contractId }) => contractId === saleContractId) ??
    candidates.at(-1) ??
    byCode;
  return last?.excludedBy ?? 'NO_QUALIFYING_CLICK';
}
