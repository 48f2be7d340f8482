import type { Hub } from '../platform/hub.ts';
import { changeOpenClaim, findLapsedPayments } from './claims.store.ts';

const BATCH = 50;
/** For so long after a hold has lapsed it is asked about often, then now and then. */
const OFTEN_FOR_MS = 60_000;
const OFTEN_MS = 10_000;
const SELDOM_MS = 60_000;

/**
 * Claims whose hold lapsed while the viewer was paying, marked as being closed. Their units stay
 * held: the caller asks the payment service whether anybody can still pay. One that could not be
 * answered comes again after ten seconds, and after a minute once it has lapsed for longer than that.
 */
export async function takeLapsedPayments(hub: Hub): Promise<string[]> {
  const now = hub.clock.now();
  const ago = (ms: number) => new Date(now.getTime() - ms);
  const due = [
    { expiringAt: null },
    { expiringAt: { lte: ago(OFTEN_MS) }, expiresAt: { gt: ago(OFTEN_FOR_MS) } },
    { expiringAt: { lte: ago(SELDOM_MS) } },
  ];
  const taken: string[] = [];
  for (const { id } of await findLapsedPayments(hub.db, { now, due, take: BATCH })) {
    if (await changeOpenClaim(hub.db, { claimId: id, OR: due }, { expiringAt: now }))
      taken.push(id);
  }
  return taken;
}
