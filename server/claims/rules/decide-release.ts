import { countRelease } from './change-counters.ts';
import type { ReleaseReason } from './claim-state.ts';
import type { ClaimStock, ReleaseCommand, StockState } from './stock-state.ts';

export type ReleaseDecision =
  | { kind: 'released'; claim: ClaimStock; reason: ReleaseReason; whilePaying: boolean }
  /** It is paid or released already, it has not lapsed, or somebody is paying for it. */
  | { kind: 'left_alone' };

/**
 * Decides whether the units of a claim go back, and counts them back. The caller knows that nobody
 * can still pay for it: a claim for which somebody pays is left alone unless the payment was closed.
 */
export function decideRelease(
  state: StockState,
  { claimId, reason, whilePaying }: ReleaseCommand,
  now: number,
): ReleaseDecision {
  const claim = state.claims.get(claimId);
  if (!claim || claim.isPaid || claim.isReleased) return { kind: 'left_alone' };
  if (claim.isPaying && !whilePaying) return { kind: 'left_alone' };
  if (reason === 'expired' && !whilePaying && claim.expiresAt > now) return { kind: 'left_alone' };
  countRelease(state, claim);
  return { kind: 'released', claim, reason, whilePaying };
}
