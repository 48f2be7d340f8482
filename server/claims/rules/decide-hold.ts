import { pickPools } from '../../fulfilment/rules/pick-pools.ts';
import { pickUpLocation } from '../../fulfilment/rules/pick-up-location.ts';
import { routeOrder } from '../../fulfilment/rules/route-order.ts';
import type { Delivery, Quote } from '../../protocol/claims.ts';
import type { Resilience } from '../../protocol/popups.ts';
import type { ProblemCode } from '../../protocol/problems.ts';
import type { ClaimToken } from './claim-token.ts';
import { type FittedLine, fitLines } from './fit-lines.ts';
import { pickRungs } from './pick-rungs.ts';
import { poolsForNewcomers } from './pools-for-newcomers.ts';
import { quoteOf } from './quote-of.ts';
import type { GateState, StockState, WaitingPlace, Wish } from './stock-state.ts';
import {
  unitsFor,
  whyClosed,
  whyNotYourTurn,
  whyTokenRefused,
  whyWishRefused,
} from './why-refused.ts';

/** One viewer asks for units. Ids are made by the caller. */
export type HoldCommand = {
  readonly kind: 'hold';
  readonly claimId: string;
  readonly token: ClaimToken;
  readonly idempotencyKey: string;
  /** Of all that was asked: the same key with another request is refused. */
  readonly requestHash: string;
  readonly wish: Wish;
  /** Undefined: online. */
  readonly resilience?: Resilience;
};

export type NewLine = FittedLine & { skuId: string; isAddOn: boolean };

/** A claim that is to be written. Times in epoch milliseconds. */
export type NewHold = {
  claimId: string;
  gateId: string;
  contractId: string;
  /** What the drop-sale commission of this claim is paid by. */
  contractVersionId: string;
  visitorId: string;
  clickId: string | null;
  customerKey: string;
  codeId: string | null;
  placeId: string | null;
  /** Null: an offer, which needs no token. */
  jti: string | null;
  resilience: Resilience;
  idempotencyKey: string;
  requestHash: string;
  delivery: Delivery;
  note: string | null;
  /** Without those of a bundle's add-on: what limits and caps count. */
  units: number;
  lines: NewLine[];
  quote: Quote;
  heldAt: number;
  expiresAt: number;
  hardExpiresAt: number;
};

export type HoldDecision =
  | { kind: 'replay'; claimId: string }
  | { kind: 'refuse'; code: ProblemCode }
  | { kind: 'hold'; hold: NewHold };

/** No hold lasts longer than this in all, unless money is on its way or it was offered for longer. */
const LONGEST_HOLD_MS = 15 * 60_000;

/**
 * Decides one hold; every rule of claiming is in here and what it calls, and nothing else decides. The
 * same key with the same request is the same answer for ever; the order of the refusals is the order
 * in which a person can act on them.
 */
export function decideHold(state: StockState, command: HoldCommand, now: number): HoldDecision {
  const { token, wish } = command;
  const same = state.claimsByKey.get(command.idempotencyKey);
  if (same) {
    return same.requestHash === command.requestHash
      ? { kind: 'replay', claimId: same.claimId }
      : refuse('idempotency_conflict');
  }
  if (token.expiresAt <= now) return refuse('token_expired');
  const gate = state.gates.get(token.gateId);
  const why =
    whyClosed(state, gate, { now, isOffer: false }) ??
    whyTokenRefused(state, token, gate) ??
    whyNotYourTurn(state, token, now) ??
    whyWishRefused(state, wish);
  if (why) return refuse(why);
  const asked = { gate, wish, customerKey: token.customerKey, isOffer: false };
  const taken = takeUnits(state, asked, now);
  if (taken.kind === 'refuse') return taken;
  return {
    kind: 'hold',
    hold: {
      claimId: command.claimId,
      gateId: token.gateId,
      contractId: token.contractId,
      visitorId: token.visitorId,
      clickId: token.clickId,
      customerKey: token.customerKey,
      codeId: token.codeId,
      placeId: null,
      jti: token.jti,
      resilience: command.resilience ?? 'online',
      idempotencyKey: command.idempotencyKey,
      requestHash: command.requestHash,
      ...taken.facts,
      heldAt: now,
      expiresAt: now + state.drop.holdSeconds * 1000,
      hardExpiresAt: now + LONGEST_HOLD_MS,
    },
  };
}

/** Decides whether whoever is next in line can be made an offer now. */
export function decideOffer(
  state: StockState,
  { place, claimId }: { place: WaitingPlace; claimId: string },
  now: number,
): HoldDecision {
  const gate = state.gates.get(place.gateId);
  const wish: Wish = {
    items: [{ skuId: place.skuId, quantity: place.quantity }],
    delivery:
      place.delivery === 'pick_up' && place.locationId !== null
        ? { kind: 'pick_up', locationId: place.locationId }
        : { kind: 'ship' },
    note: place.note,
  };
  const why = whyClosed(state, gate, { now, isOffer: true }) ?? whyWishRefused(state, wish);
  if (why) return refuse(why);
  const asked = { gate, wish, customerKey: place.customerKey, isOffer: true };
  const taken = takeUnits(state, asked, now);
  if (taken.kind === 'refuse') return taken;
  const { gateId, contractId, visitorId, clickId, customerKey, id: placeId } = place;
  const expiresAt = now + state.drop.offerSeconds * 1000;
  return {
    kind: 'hold',
    hold: {
      claimId,
      ...{ gateId, contractId, visitorId, clickId, customerKey, placeId },
      codeId: null,
      jti: null,
      resilience: 'online',
      idempotencyKey: `offer-${claimId}`,
      requestHash: placeId,
      ...taken.facts,
      heldAt: now,
      expiresAt,
      hardExpiresAt: Math.max(expiresAt, now + LONGEST_HOLD_MS),
    },
  };
}

type Taken =
  | { kind: 'refuse'; code: ProblemCode }
  | {
      kind: 'take';
      facts: Pick<NewHold, 'contractVersionId' | 'delivery' | 'note' | 'units' | 'lines' | 'quote'>;
    };

/** Which units at which prices, when limits, stock and caps allow them. */
function takeUnits(
  state: StockState,
  asked: { gate: GateState | undefined; wish: Wish; customerKey: string; isOffer: boolean },
  now: number,
): Taken {
  const { gate, wish, customerKey, isOffer } = asked;
  if (!gate || gate.contractVersionId === null) return refuse('gate_closed');
  const units = wish.items.reduce((sum, { quantity }) => sum + quantity, 0);
  const used = state.customers.get(customerKey) ?? 0;
  if (used + units > state.drop.limitPerCustomer) return refuse('limit_reached');

  const picked = pickUnits(state, { wish, audience: gate.audience, isOffer });
  if (picked.kind === 'refuse') return picked;
  if (gate.capUnits !== null && gate.usedUnits + units > gate.capUnits) return refuse('gate_full');

  const lines = linesOf(state, { wish, taken: picked.taken }, now);
  const quote = quoteOf(state, { lines, delivery: wish.delivery.kind });
  const { contractVersionId } = gate;
  const { note } = wish;
  return {
    kind: 'take',
    facts: { contractVersionId, delivery: wish.delivery.kind, note, units, lines, quote },
  };
}

type Picked =
  | { kind: 'refuse'; code: ProblemCode }
  | { kind: 'pick'; taken: { skuId: string; poolId: string; quantity: number }[] };

/** The pools that the units come from: at the place where they are collected, else the nearest. */
function pickUnits(
  state: StockState,
  { wish, audience, isOffer }: { wish: Wish; audience: string; isOffer: boolean },
): Picked {
  const { delivery } = wish;
  const location =
    delivery.kind === 'pick_up' ? pickUpLocation(state.places, delivery.locationId) : null;
  if (delivery.kind === 'pick_up' && location === null) return refuse('pick_up_unknown');
  const wants = wantedUnits(state, wish);
  for (const { skuId, quantity } of wants) {
    const left = unitsFor(state, { skuId, audience, location, forLine: isOffer });
    if (left === 0) return refuse(location === null ? 'drop_sold_out' : 'pick_up_unknown');
    if (left < quantity) return refuse('not_enough_units');
  }
  const locations =
    delivery.kind === 'ship' ? routeOrder(state.places, delivery) : [location ?? ''];
  const pools = isOffer ? state.pools : poolsForNewcomers(state);
  const taken = pickPools(wants, pools, { audience, locations });
  return taken ? { kind: 'pick', taken } : refuse('not_enough_units');
}

/** The articles, and the add-on of a bundle once for each unit. */
function wantedUnits({ drop }: StockState, { items }: Wish): { skuId: string; quantity: number }[] {
  if (drop.offer.kind !== 'bundle') return [...items];
  const units = items.reduce((sum, { quantity }) => sum + quantity, 0);
  return [...items, { skuId: drop.offer.addOnSkuId, quantity: units }];
}

function linesOf(
  state: StockState,
  { wish, taken }: { wish: Wish; taken: { skuId: string; poolId: string; quantity: number }[] },
  now: number,
): NewLine[] {
  const lines = wish.items.flatMap(({ skuId, quantity }) => {
    const rungs = state.rungs.filter((rung) => rung.skuId === skuId);
    const priceMinor = state.items.get(skuId)?.priceMinor ?? 0;
    const priced = pickRungs(quantity, { rungs, priceMinor }, now);
    const own = taken.filter((one) => one.skuId === skuId);
    return fitLines(own, priced).map((line) => ({ ...line, skuId, isAddOn: false }));
  });
  const { offer } = state.drop;
  if (offer.kind !== 'bundle') return lines;
  const addOns = taken.filter(({ skuId }) => skuId === offer.addOnSkuId);
  return [...lines, ...addOns.map((one) => ({ ...one, priceMinor: 0, rung: 0, isAddOn: true }))];
}

function refuse(code: ProblemCode): { kind: 'refuse'; code: ProblemCode } {
  return { kind: 'refuse', code };
}
