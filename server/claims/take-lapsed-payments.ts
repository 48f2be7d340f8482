import type { Hub } from '../platform/hub.ts';
import { changeOpenClaim, findLapsedPayments } from './claims.store.ts';

const BATCH = 50;
const TRY_AGAIN_MS = 10_000;

/**
 * Claims whose hold lapsed while the viewer was paying, marked as being closed. Their units stay
 * held: the caller asks the payment service whether anybody can still pay. One that could not be
 * answered comes again after ten seconds.
 */
export async function takeLapsedPayments(hub: Hub): Promise<string[]> {
  const now = hub.clock.now();
  const triedBefore = new Date(now.getTime() - TRY_AGAIN_MS);
  const taken: string[] = [];
  for (const { id } of await findLapsedPayments(hub.db, { now, triedBefore, take: BATCH })) {
    const mine = await changeOpenClaim(
      hub.db,
      { claimId: id, OR: [{ expiringAt: null }, { expiringAt: { lt: triedBefore } }] },
      { expiringAt: now },
    );
    if (mine) taken.push(id);
  }
  return taken;
}
