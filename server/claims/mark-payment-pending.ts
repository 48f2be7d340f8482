import type { Hub } from '../platform/hub.ts';
import { changeOpenClaim } from './claims.store.ts';

/** A delayed method was chosen: the units stay held, past the hold's end, until it is decided. */
export function markPaymentPending(hub: Hub, claimId: string): Promise<boolean> {
  return changeOpenClaim(
    hub.db,
    { claimId },
    { paymentPendingAt: hub.clock.now(), expiringAt: null },
  );
}
