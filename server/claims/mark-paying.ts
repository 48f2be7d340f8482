import type { Hub } from '../platform/hub.ts';
import { changeOpenClaim } from './claims.store.ts';

/** The viewer goes to pay; false when the hold has lapsed or is no longer open. */
export function markPaying(hub: Hub, claimId: string): Promise<boolean> {
  const now = hub.clock.now();
  return changeOpenClaim(
    hub.db,
    { claimId, expiresAt: { gt: now }, expiringAt: null },
    { payingAt: now },
  );
}
