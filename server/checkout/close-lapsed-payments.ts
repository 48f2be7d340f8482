import { giveCreditBack } from '../benefits/give-credit-back.ts';
import { releaseClaim } from '../claims/release-claim.ts';
import { takeLapsedPayments } from '../claims/take-lapsed-payments.ts';
import type { Hub } from '../platform/hub.ts';
import { findOpenSessionsOfClaim } from './checkout.store.ts';
import { payingHub } from './paying-hub.ts';
import { settlePayment } from './settle-payment.ts';

/**
 * Closes the payment pages of holds that lapsed while the viewer was paying. The units stay held
 * until Stripe says that nobody can pay any more: expired → given back, already complete → sold,
 * no answer → tried again, less often after a minute.
 */
export async function closeLapsedPayments(hub: Hub): Promise<number> {
  const claimIds = await takeLapsedPayments(hub);
  for (const claimId of claimIds) {
    try {
      await closePayment(hub, claimId);
    } catch (error) {
      hub.log.error({ err: error, claimId }, 'a lapsed payment could not be closed yet');
    }
  }
  return claimIds.length;
}

/** Makes sure that nobody can pay for a claim any more, or that it is paid. */
export async function closePayment(
  hub: Hub,
  claimId: string,
  reason: 'expired' | 'viewer' = 'expired',
): Promise<void> {
  const sessions = await findOpenSessionsOfClaim(hub.db, claimId);
  for (const { id, claim } of sessions) {
    // Stripe refuses for a session that is complete or expired; asking what it is answers both.
    await payingHub(hub, claim.drop)
      .payments.stripe.checkout.sessions.expire(id)
      .catch(() => undefined);
  }
  for (const { id } of sessions) {
    const outcome = await settlePayment(hub, id, reason);
    if (outcome === 'open') throw new Error(`session ${id} stays open`);
  }
  if (sessions.length > 0) return;
  // Credit first: a claim that is still open comes here again, one that is released does not.
  await giveCreditBack(hub, claimId);
  await releaseClaim(hub, { claimId, reason }, { whilePaying: true });
}
