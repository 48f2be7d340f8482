import type { ClaimState } from '../../protocol/claims.ts';

/** What happened to a claim, and when. */
export type ClaimTimes = {
  expiresAt: Date;
  payingAt: Date | null;
  expiringAt: Date | null;
  paymentPendingAt: Date | null;
  paidAt: Date | null;
  releasedAt: Date | null;
  releaseReason: string | null;
};

/**
 * What a claim is at `now`. A hold that has lapsed reads `expired` from that moment on, also in the
 * seconds until its units are given back; one that is being paid stays until nobody can pay for it.
 */
export function claimState(
  claim: ClaimTimes,
  now: Date,
  { paidMinor, refundedMinor }: { paidMinor: bigint; refundedMinor: bigint },
): ClaimState {
  if (claim.paidAt) {
    if (refundedMinor <= 0n) return 'paid';
    return refundedMinor >= paidMinor ? 'refunded' : 'part_refunded';
  }
  if (claim.releasedAt) return RELEASED_AS[claim.releaseReason as ReleaseReason] ?? 'released';
  if (claim.paymentPendingAt) return 'payment_pending';
  if (claim.expiringAt) return 'expiring';
  if (claim.payingAt) return 'paying';
  return claim.expiresAt <= now ? 'expired' : 'held';
}

/** Why units were given back, with the state that the viewer reads. */
export const RELEASED_AS = {
  expired: 'expired',
  viewer: 'released',
  payment_failed: 'failed',
  limit_reached: 'failed',
} as const satisfies Record<string, ClaimState>;

export type ReleaseReason = keyof typeof RELEASED_AS;
