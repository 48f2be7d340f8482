import type { Quote } from '../../protocol/claims.ts';
import { dropPhase, type PhaseFacts } from '../../protocol/drops.ts';
import type { ProblemCode } from '../../protocol/problems.ts';

/** What one viewer asks for. */
export type HoldCommand = {
  requestHash: string;
  items: readonly { skuId: string; quantity: number }[];
};

/** All that decides a hold, read under the drop's lock. Money in minor units. */
export type HoldFacts = {
  /** The claim that already has this idempotency key. */
  sameKey: { claimId: string; requestHash: string } | null;
  tokenIsUsed: boolean;
  tokenIsExpired: boolean;
  drop: {
    phase: PhaseFacts;
    limitPerCustomer: number;
    shippingMinor: number;
    shippingPromise: string;
    returnsPromise: string;
    warrantyPromise: string;
    currency: string;
    holdSeconds: number;
  };
  /** Null: there is no such gate in this drop. Window in epoch milliseconds. */
  gate: {
    capUnits: number | null;
    usedUnits: number;
    opensAt: number | null;
    closesAt: number | null;
  } | null;
  /** The version in force now; null: the contract has none. */
  contractVersionId: string | null;
  /** Units that this customer already holds or has bought in this drop. */
  customerUnits: number;
  offers: readonly {
    skuId: string;
    poolId: string;
    title: string;
    available: number;
    unitPriceMinor: number;
    listPriceMinor: number;
  }[];
};

export type HoldDecision =
  | { kind: 'replay'; claimId: string }
  | { kind: 'refuse'; code: ProblemCode }
  | {
      kind: 'hold';
      /** What the drop-sale commission of this claim is paid by. */
      contractVersionId: string;
      units: number;
      lines: { skuId: string; poolId: string; quantity: number; unitPriceMinor: number }[];
      quote: Quote;
    };

/**
 * Decides one hold; every rule of claiming is in here and nothing else decides. The same key with
 * the same request is the same answer for ever; the order of the refusals is the order in which a
 * person can act on them.
 */
export function decideHold(facts: HoldFacts, command: HoldCommand, now: number): HoldDecision {
  if (facts.sameKey) {
    return facts.sameKey.requestHash === command.requestHash
      ? { kind: 'replay', claimId: facts.sameKey.claimId }
      : refuse('idempotency_conflict');
  }
  if (facts.tokenIsExpired) return refuse('token_expired');
  const closed = whyClosed(facts, now);
  if (closed) return refuse(closed);
  const { gate, contractVersionId } = facts;
  if (contractVersionId === null) return refuse('gate_closed');
  if (facts.tokenIsUsed) return refuse('token_used');

  const units = command.items.reduce((sum, { quantity }) => sum + quantity, 0);
  if (facts.customerUnits + units > facts.drop.limitPerCustomer) return refuse('limit_reached');

  const chosen = command.items.map(({ skuId, quantity }) => ({
    quantity,
    offer: facts.offers.find((offer) => offer.skuId === skuId),
  }));
  const lines: { quantity: number; offer: HoldFacts['offers'][number] }[] = [];
  for (const { quantity, offer } of chosen) {
    if (!offer) return refuse('not_found');
    if (offer.available === 0) return refuse('drop_sold_out');
    if (offer.available < quantity) return refuse('not_enough_units');
    lines.push({ quantity, offer });
  }
  if (gate?.capUnits != null && gate.usedUnits + units > gate.capUnits) return refuse('gate_full');
  return {
    kind: 'hold',
    contractVersionId,
    units,
    lines: lines.map(({ quantity, offer }) => ({
      skuId: offer.skuId,
      poolId: offer.poolId,
      quantity,
      unitPriceMinor: offer.unitPriceMinor,
    })),
    quote: quoteOf(facts, lines),
  };
}

function whyClosed(facts: HoldFacts, now: number): ProblemCode | null {
  const { gate } = facts;
  switch (dropPhase(facts.drop.phase, now)) {
    case 'draft':
      return 'not_found';
    case 'scheduled':
      return 'drop_not_started';
    case 'paused':
      return 'drop_paused';
    case 'ended':
      return 'drop_ended';
    case 'sold_out':
      return 'drop_sold_out';
    case 'live':
      break;
  }
  if (!gate) return 'gate_closed';
  if (gate.opensAt !== null && now < gate.opensAt) return 'gate_closed';
  if (gate.closesAt !== null && now >= gate.closesAt) return 'gate_closed';
  return null;
}

function quoteOf(
  { drop }: HoldFacts,
  lines: readonly { quantity: number; offer: HoldFacts['offers'][number] }[],
): Quote {
  const itemsMinor = lines.reduce(
    (sum, { quantity, offer }) => sum + quantity * offer.unitPriceMinor,
    0,
  );
  return {
    currency: drop.currency,
    lines: lines.map(({ quantity, offer }) => ({
      skuId: offer.skuId,
      title: offer.title,
      quantity,
      unitPriceMinor: offer.unitPriceMinor,
      listPriceMinor: offer.listPriceMinor,
      rung: 0,
    })),
    itemsMinor,
    shippingMinor: drop.shippingMinor,
    taxMinor: 0,
    totalMinor: itemsMinor + drop.shippingMinor,
    shippingPromise: drop.shippingPromise,
    returnsPromise: drop.returnsPromise,
    warrantyPromise: drop.warrantyPromise,
  };
}

function refuse(code: ProblemCode): HoldDecision {
  return { kind: 'refuse', code };
}
