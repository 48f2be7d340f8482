import type { Hub } from '../platform/hub.ts';
import { findLapsedHolds } from './claims.store.ts';
import { releaseClaim } from './release-claim.ts';

const BATCH = 100;

/** Gives back the units of holds that have lapsed and that nobody is paying for; how many holds. */
export async function releaseLapsedHolds(hub: Hub): Promise<number> {
  const lapsed = await findLapsedHolds(hub.db, hub.clock.now(), BATCH);
  let released = 0;
  for (const { id } of lapsed) {
    if (await releaseClaim(hub, { claimId: id, reason: 'expired' })) released += 1;
  }
  return released;
}
