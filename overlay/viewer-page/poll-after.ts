import type { ClaimView } from '../../server/protocol/claims.ts';

/**
 * After how many milliseconds a page asks again what became of a claim, or null when nothing can
 * happen to it any more. A hold is asked for right after its end, because only the hub knows
 * whether a payment came in before it.
 */
export function pollAfterMs(
  claim: Pick<ClaimView, 'state' | 'expiresAt'>,
  now: number,
): number | null {
  switch (claim.state) {
    case 'held':
      if (now >= claim.expiresAt) return OFTEN_MS;
      return Math.min(SELDOM_MS, claim.expiresAt - now + JUST_AFTER_MS);
    case 'paying':
    case 'expiring':
      return OFTEN_MS;
    case 'payment_pending':
      return PENDING_MS;
    case 'paid':
    case 'part_refunded':
    case 'refunded':
    case 'released':
    case 'expired':
    case 'failed':
      return null;
  }
}

const OFTEN_MS = 1_500;
const PENDING_MS = 4_000;
const SELDOM_MS = 15_000;
const JUST_AFTER_MS = 300;
