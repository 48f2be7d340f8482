import type { PlaceCloseReason } from '../../protocol/lines.ts';
import { countHold } from './change-counters.ts';
import { type ConfirmCommand, type ConfirmDecision, decideConfirm } from './decide-confirm.ts';
import {
  decideHold,
  decideOffer,
  type HoldCommand,
  type HoldDecision,
  type NewHold,
} from './decide-hold.ts';
import {
  decideLease,
  decideReturn,
  type LeaseCommand,
  type LeaseDecision,
  type ReturnLeaseCommand,
} from './decide-lease.ts';
import { decideRelease, type ReleaseDecision } from './decide-release.ts';
import { decideSale, type SaleDecision, type SellLeasedCommand } from './decide-sale.ts';
import type { ReleaseCommand, StockState, WaitingPlace } from './stock-state.ts';
import { FOR_GOOD } from './why-refused.ts';

/** Wakes the line: whoever is next is made an offer when there is something to offer. */
type OfferCommand = { readonly kind: 'offer' };

export type StockCommand =
  | HoldCommand
  | ReleaseCommand
  | ConfirmCommand
  | OfferCommand
  | LeaseCommand
  | ReturnLeaseCommand
  | SellLeasedCommand;
export type StockDecision =
  | HoldDecision
  | ReleaseDecision
  | ConfirmDecision
  | LeaseDecision
  | SaleDecision
  | { kind: 'looked_at_line' };

export type ClosedPlace = { placeId: string; reason: PlaceCloseReason };

export type BatchDecision = {
  /** One for each command, in their order. */
  decisions: StockDecision[];
  /** Claims that were offered to places in line. */
  offers: NewHold[];
  closedPlaces: ClosedPlace[];
};

/**
 * Decides the commands of one batch in the order of their arrival, each on what the ones before it
 * left, and then makes offers to whoever is next in line out of what is free. Changes the counters of
 * `state`, which the caller compares with what they were. `spareIds` are ids for offers; no more
 * offers are made than there are of them.
 */
export function decideBatch(
  state: StockState,
  { commands, spareIds }: { commands: readonly StockCommand[]; spareIds: readonly string[] },
  now: number,
): BatchDecision {
  const line: Line = { spareIds: [...spareIds], offers: [], closedPlaces: [], hasMoved: false };
  const decisions = commands.map((command) => {
    // What is free belongs to whoever waits for it; what nobody in line can take is for everybody.
    if (!state.isLineServed) serveLine(state, line, now);
    const decision = decide(state, command, now);
    line.closedPlaces.push(...closedBy(decision));
    return decision;
  });
  if (!state.isLineServed) serveLine(state, line, now);
  return { decisions, offers: line.offers, closedPlaces: line.closedPlaces };
}

function decide(state: StockState, command: StockCommand, now: number): StockDecision {
  switch (command.kind) {
    case 'hold': {
      const decision = decideHold(state, command, now);
      if (decision.kind === 'hold') countHold(state, decision.hold);
      return decision;
    }
    case 'release':
      return decideRelease(state, command, now);
    case 'confirm':
      return decideConfirm(state, command);
    case 'lease':
      return decideLease(state, command, now);
    case 'return_lease':
      return decideReturn(state, command);
    case 'sell_leased':
      return decideSale(state, command, now);
    case 'offer':
      return { kind: 'looked_at_line' };
  }
}

function closedBy(decision: StockDecision): ClosedPlace[] {
  switch (decision.kind) {
    case 'released':
      return closed(decision.claim.placeId, decision.reason === 'viewer' ? 'left' : 'lapsed');
    case 'send_money_back':
      return decision.wasHeld ? closed(decision.claim?.placeId ?? null, 'not_possible') : [];
    case 'sold':
      return closed(decision.claim.placeId, 'bought');
    default:
      return [];
  }
}

function closed(placeId: string | null, reason: PlaceCloseReason): ClosedPlace[] {
  return placeId === null ? [] : [{ placeId, reason }];
}

type Line = {
  spareIds: string[];
  offers: NewHold[];
  closedPlaces: ClosedPlace[];
  /** Somebody in it was made an offer, or was closed. */
  hasMoved: boolean;
};

/**
 * Offers what is free to the places in line, next one first; one that wants more than there is, or
 * whose gate is full, keeps its place and lets the next one by.
 */
function serveLine(state: StockState, line: Line, now: number): void {
  const stay: WaitingPlace[] = [];
  for (const place of state.waiting.splice(0)) {
    const [claimId] = line.spareIds;
    if (claimId === undefined) {
      stay.push(place);
      continue;
    }
    const decision = decideOffer(state, { place, claimId }, now);
    if (decision.kind === 'hold') {
      countHold(state, decision.hold);
      line.offers.push(decision.hold);
      line.spareIds.shift();
    } else if (decision.kind === 'refuse' && FOR_GOOD.has(decision.code)) {
      line.closedPlaces.push({ placeId: place.id, reason: 'not_possible' });
    } else {
      stay.push(place);
      continue;
    }
    line.hasMoved = true;
    const left = (state.waitingUnits.get(place.skuId) ?? 0) - place.quantity;
    if (left > 0) state.waitingUnits.set(place.skuId, left);
    else state.waitingUnits.delete(place.skuId);
  }
  state.waiting.push(...stay);
  // More of the line than was loaded, or than there are ids for, goes on in the next batch: behind
  // those who wait for more than is left there may be somebody who wants just that.
  const isLonger = state.isLineLonger && line.hasMoved && state.waitingUnits.size > 0;
  state.isLineServed = !isLonger && line.spareIds.length > 0;
}
