import { type ClaimProof, openClaim } from '../claims/claim-access.ts';
import { presentClaim } from '../claims/present-claim.ts';
import { releaseClaim } from '../claims/release-claim.ts';
import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import type { ClaimView } from '../protocol/claims.ts';
import { closePayment } from './close-lapsed-payments.ts';

/** A viewer no longer wants what they hold. While a payment page is open it is closed first. */
export async function giveBackClaim(
  hub: Hub,
  which: ClaimProof & { claimId: string },
): Promise<ClaimView> {
  const claim = await openClaim(hub, which);
  if (claim.paidAt) throw new Problem('claim_already_paid');
  if (claim.paymentPendingAt) {
    throw new Problem('claim_not_held', {
      message: 'Your payment is on its way; it cannot be stopped here.',
    });
  }
  if (claim.payingAt) {
    await closePayment(hub, claim.id, 'viewer').catch((error: unknown) => {
      hub.log.error({ err: error, claimId: claim.id }, 'a payment page could not be closed');
      throw new Problem('payment_unavailable');
    });
  } else {
    await releaseClaim(hub, { claimId: claim.id, reason: 'viewer' });
  }
  return presentClaim(hub, claim.id);
}
