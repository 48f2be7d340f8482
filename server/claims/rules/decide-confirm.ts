import { reroute } from '../../fulfilment/rules/reroute.ts';
import { routeOrder } from '../../fulfilment/rules/route-order.ts';
import { countCustomer, countRelease, countRights, moveLines, unitsOf } from './change-counters.ts';
import { poolsForNewcomers } from './pools-for-newcomers.ts';
import type { ClaimLineState, ClaimStock, StockState } from './stock-state.ts';

/** Money came for a claim. `payerKey`: the address that paid, as a customer key; null: not known. */
export type ConfirmCommand = {
  readonly kind: 'confirm';
  readonly claimId: string;
  readonly payerKey: string | null;
  /** Where it is sent to; null: not known, or it is collected. */
  readonly destination: { country?: string; postalCode?: string } | null;
};

export type ConfirmDecision =
  /** `paidKey`: the payer's limit was taken as well; null: the claim was the payer's already. */
  | {
      kind: 'sold';
      claim: ClaimStock;
      from: 'held' | 'available';
      paidKey: string | null;
      /** The lines as they are sent, when that is not from where they were held. */
      reroutedTo: ClaimLineState[] | null;
    }
  | { kind: 'already_settled' }
  /** `claim`: decided just now; null: it had been decided before. */
  | { kind: 'send_money_back'; claim: ClaimStock | null; wasHeld: boolean };

/**
 * Decides what money turns a claim into. Held units become sold ones, unless the address that paid
 * has reached the limit of this drop. Money for units that were given back takes them again when all
 * that the claim had is still there: units, room in the gate, both limits, its code and its prices.
 */
export function decideConfirm(
  state: StockState,
  { claimId, payerKey, destination }: ConfirmCommand,
): ConfirmDecision {
  const claim = state.claims.get(claimId);
  if (!claim || claim.isPaid) return { kind: 'already_settled' };
  if (claim.hasLateRefund) return { kind: 'send_money_back', claim: null, wasHeld: false };
  const paidKey = payerKey === claim.customerKey ? null : payerKey;
  const units = unitsOf(claim.lines);
  const payerHasRoom = paidKey === null || hasRoom(state, paidKey, units);
  if (!claim.isReleased) {
    if (!payerHasRoom) {
      countRelease(state, claim);
      return sendMoneyBack(claim, { wasHeld: true });
    }
    return sell(state, { claim, from: 'held', paidKey, destination });
  }
  if (!payerHasRoom || !canTakeAgain(state, claim)) {
    return sendMoneyBack(claim, { wasHeld: false });
  }
  countRights(state, claim, { lines: claim.lines, sign: 1 });
  return sell(state, { claim, from: 'available', paidKey, destination });
}

/** Decided once: whoever tells of the same payment later in the same batch finds it decided. */
function sendMoneyBack(claim: ClaimStock, { wasHeld }: { wasHeld: boolean }): ConfirmDecision {
  claim.hasLateRefund = true;
  return { kind: 'send_money_back', claim, wasHeld };
}

type Sale = {
  claim: ClaimStock;
  from: 'held' | 'available';
  paidKey: string | null;
  destination: ConfirmCommand['destination'];
};

function sell(state: StockState, { claim, from, paidKey, destination }: Sale): ConfirmDecision {
  moveLines(state, claim.lines, { from, to: 'sold' });
  const reroutedTo = destination && betterLines(state, claim, destination);
  if (reroutedTo) {
    moveLines(state, claim.lines, { from: 'sold', to: 'available' });
    moveLines(state, reroutedTo, { from: 'available', to: 'sold' });
    state.isLineServed = state.waitingUnits.size === 0;
  }
  if (paidKey !== null) countCustomer(state, paidKey, unitsOf(claim.lines));
  claim.isPaid = true;
  claim.isReleased = false;
  return { kind: 'sold', claim, from, paidKey, reroutedTo };
}

/** From where a parcel to this address is best sent, when that is not from where its units were held. */
function betterLines(
  state: StockState,
  claim: ClaimStock,
  destination: NonNullable<ConfirmCommand['destination']>,
): ClaimLineState[] | null {
  const gate = state.gates.get(claim.gateId);
  if (claim.delivery !== 'ship' || !gate || state.places.length < 2) return null;
  const locations = routeOrder(state.places, destination);
  return reroute(claim.lines, poolsForNewcomers(state), { audience: gate.audience, locations });
}

function hasRoom(state: StockState, customerKey: string, units: number): boolean {
  return (state.customers.get(customerKey) ?? 0) + units <= state.drop.limitPerCustomer;
}

function canTakeAgain(state: StockState, claim: ClaimStock): boolean {
  const units = unitsOf(claim.lines);
  if (!hasRoom(state, claim.customerKey, units)) return false;
  const gate = state.gates.get(claim.gateId);
  if (!gate || (gate.capUnits !== null && gate.usedUnits + units > gate.capUnits)) return false;
  const code = claim.codeId === null ? null : state.codes.get(claim.codeId);
  if (code === undefined || (code && code.usedCount >= code.maxUses)) return false;
  return hasUnits(state, claim) && hasPrices(state, claim);
}

/** Its units are free, and nobody in line waits for them. */
function hasUnits(state: StockState, { lines }: ClaimStock): boolean {
  const wanted = new Map<string, number>();
  for (const { poolId, quantity } of lines)
    wanted.set(poolId, (wanted.get(poolId) ?? 0) + quantity);
  const free = new Map(poolsForNewcomers(state).map(({ id, available }) => [id, available]));
  return [...wanted].every(([poolId, quantity]) => (free.get(poolId) ?? 0) >= quantity);
}

/** Its quote holds for ever, so its step must have room again; whether the step has ended does not matter. */
function hasPrices(state: StockState, { lines }: ClaimStock): boolean {
  return state.rungs.every((rung) => {
    if (rung.units === null) return true;
    const wanted = lines
      .filter(({ skuId, rung: position }) => skuId === rung.skuId && position === rung.position)
      .reduce((sum, { quantity }) => sum + quantity, 0);
    return rung.usedUnits + wanted <= rung.units;
  });
}
