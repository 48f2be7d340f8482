import { dropPhase } from '../../protocol/drops.ts';
import { turnAt } from '../../protocol/lines.ts';
import type { ProblemCode } from '../../protocol/problems.ts';
import { EVERYONE } from '../../protocol/stock-keys.ts';
import type { ClaimToken } from './claim-token.ts';
import { customerKeyOf } from './customer-key.ts';
import type { GateState, StockState, Wish } from './stock-state.ts';

/** Why the drop or the gate is closed at `now`; null when both are open. A gate that opens before its drop is early access. */
export function whyClosed(
  state: StockState,
  gate: GateState | undefined,
  { now, isOffer }: { now: number; isOffer: boolean },
): ProblemCode | null {
  // Whether units are left is decided by the pools of this gate, not by the drop as a whole.
  switch (dropPhase({ ...state.drop.phase, available: 1 }, now)) {
    case 'draft':
      return 'not_found';
    case 'paused':
      return 'drop_paused';
    case 'ended':
      return 'drop_ended';
    case 'scheduled':
      // Nobody is made an offer that may lapse before the drop has begun.
      if (isOffer || !(gate && isOpenEarly(gate, now))) return 'drop_not_started';
      break;
    case 'sold_out':
    case 'live':
      break;
  }
  if (!gate || gate.contractVersionId === null) return 'gate_closed';
  if (gate.opensAt !== null && now < gate.opensAt && !isOffer) return 'gate_closed';
  if (gate.closesAt !== null && now >= gate.closesAt) return 'gate_closed';
  return null;
}

/** Refusals of an offer that waiting longer would not change. */
export const FOR_GOOD: ReadonlySet<ProblemCode> = new Set([
  'limit_reached',
  'gate_closed',
  'drop_ended',
  'no_shipping',
  'not_found',
]);

function isOpenEarly(gate: GateState, now: number): boolean {
  return gate.opensAt !== null && now >= gate.opensAt;
}

/** Why this token gives no right to claim; null when it does. */
export function whyTokenRefused(
  state: StockState,
  token: ClaimToken,
  gate: GateState | undefined,
): ProblemCode | null {
  const revokedAt = gate?.tokensRevokedAt ?? null;
  if (revokedAt !== null && token.issuedAt < revokedAt) return 'token_revoked';
  if (state.usedTokens.has(token.jti)) return 'token_used';
  if (token.codeId === null) return null;
  const code = state.codes.get(token.codeId);
  if (!code || code.isDead) return 'code_gone';
  return code.usedCount >= code.maxUses ? 'code_used_up' : null;
}

/**
 * Why it is not this customer's turn; null when it is, or when turns do not matter. Whoever joined
 * before proving an address stands in line as a visitor.
 */
export function whyNotYourTurn(
  { drop, lot, queue }: StockState,
  { customerKey, visitorId }: Pick<ClaimToken, 'customerKey' | 'visitorId'>,
  now: number,
): ProblemCode | null {
  if (drop.fairness === 'draw') return 'draw_only';
  if (drop.fairness === 'first_come' || now < drop.phase.startsAt) return null;
  const place = queue.get(customerKey) ?? queue.get(customerKeyOf({ visitorId }));
  if (!place || !lot?.isDrawn) return 'not_your_turn';
  const { startsAt } = drop.phase;
  const turn = turnAt(
    { rank: place.rank, entryCount: lot.entryCount },
    { startsAt, turnsPerSecond: drop.turnsPerSecond },
  );
  return now < turn ? 'not_your_turn' : null;
}

/** Why the wish cannot be met whatever is in stock; null when it can. */
export function whyWishRefused({ drop, items }: StockState, wish: Wish): ProblemCode | null {
  if (wish.items.some(({ skuId }) => items.get(skuId)?.isForSale !== true)) return 'not_found';
  if (wish.delivery.kind === 'ship' && !drop.canShip) return 'no_shipping';
  return drop.noteLabel !== null && !wish.note ? 'note_missing' : null;
}

/** Units of a SKU that a gate of this audience may take; `forLine` leaves out what others wait for. */
export function unitsFor(
  { pools, waitingUnits, isLineServed }: StockState,
  {
    skuId,
    audience,
    location,
    forLine,
  }: {
    skuId: string;
    audience: string;
    /** Only what is there; null: anywhere. */
    location: string | null;
    forLine: boolean;
  },
): number {
  let own = 0;
  let everyones = 0;
  for (const pool of pools) {
    if (pool.skuId !== skuId || (location !== null && pool.location !== location)) continue;
    if (pool.audience === EVERYONE) everyones += pool.available;
    else if (pool.audience === audience) own += pool.available;
  }
  const waitedFor = forLine || isLineServed ? 0 : (waitingUnits.get(skuId) ?? 0);
  return own + Math.max(0, everyones - waitedFor);
}
