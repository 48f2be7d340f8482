import type { Fairness, LineKind } from '../../protocol/lines.ts';
import type { ProblemCode } from '../../protocol/problems.ts';

/** What decides whether a line takes somebody in. Times in epoch milliseconds. */
export type LineFacts = {
  publishedAt: number | null;
  startsAt: number;
  endsAt: number;
  endedAt: number | null;
  fairness: Fairness;
  entriesCloseAt: number | null;
  hasWaitingList: boolean;
  limitPerCustomer: number;
  canShip: boolean;
  noteLabel: string | null;
  skuIds: readonly string[];
  /** Places where something can be collected. */
  pickUpIds: readonly string[];
  /** By gate. */
  gates: ReadonlyMap<string, { closesAt: number | null; tokensRevokedAt: number | null }>;
  lotsAreDrawn: boolean;
  /** Units per SKU that anybody could claim now: free and waited for by nobody. */
  freeUnits: ReadonlyMap<string, number>;
  /** Units that a customer holds or has bought. */
  usedUnits: ReadonlyMap<string, number>;
};

export type LineWish = {
  kind: LineKind;
  gateId: string;
  customerKey: string;
  tokenIssuedAt: number;
  tokenExpiresAt: number;
  skuId: string;
  quantity: number;
  locationId: string | null;
  note: string | null;
};

/**
 * Why a line does not take somebody in at `now`; null: it does. The last millisecond of entries is
 * the one before `entriesCloseAt`, and drawn lots close a draw whatever the clock says.
 */
export function whyNoPlace(drop: LineFacts, wish: LineWish, now: number): ProblemCode | null {
  if (!drop.skuIds.includes(wish.skuId)) return 'not_found';
  const why = whyNoRight(drop, wish, now);
  if (why) return why;
  return isOpen(drop, wish, now) ? whyNotPossible(drop, wish) : 'line_closed';
}

function whyNoRight(drop: LineFacts, wish: LineWish, now: number): ProblemCode | null {
  if (wish.tokenExpiresAt <= now) return 'token_expired';
  const gate = drop.gates.get(wish.gateId);
  if (drop.publishedAt === null || !gate) return 'not_found';
  if (drop.endedAt !== null || now >= drop.endsAt) return 'drop_ended';
  if (gate.tokensRevokedAt !== null && wish.tokenIssuedAt < gate.tokensRevokedAt) {
    return 'token_revoked';
  }
  return gate.closesAt !== null && now >= gate.closesAt ? 'gate_closed' : null;
}

/** What would make every offer to this place come to nothing. */
function whyNotPossible(drop: LineFacts, wish: LineWish): ProblemCode | null {
  const used = drop.usedUnits.get(wish.customerKey) ?? 0;
  if (used + wish.quantity > drop.limitPerCustomer) return 'limit_reached';
  if (wish.locationId === null && !drop.canShip) return 'no_shipping';
  if (wish.locationId !== null && !drop.pickUpIds.includes(wish.locationId)) {
    return 'pick_up_unknown';
  }
  return drop.noteLabel !== null && !wish.note ? 'note_missing' : null;
}

function isOpen(drop: LineFacts, { kind, skuId, quantity }: LineWish, now: number): boolean {
  switch (kind) {
    case 'queue':
      return drop.fairness === 'shuffle';
    case 'draw':
      return (
        drop.fairness === 'draw' &&
        !drop.lotsAreDrawn &&
        drop.entriesCloseAt !== null &&
        now < drop.entriesCloseAt
      );
    case 'waiting': {
      if (!drop.hasWaitingList || now < drop.startsAt) return false;
      // Nobody gets round a draw, or round a turn in line, by waiting for what is still there.
      if (drop.fairness === 'draw') return drop.lotsAreDrawn;
      return (drop.freeUnits.get(skuId) ?? 0) < quantity;
    }
  }
}
