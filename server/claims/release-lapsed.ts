import type { Hub } from '../platform/hub.ts';
import { orderStock } from './claim-batches.ts';
import { findLapsedHolds } from './claims.store.ts';

const BATCH = 500;

/** Gives back the units of holds that have lapsed and that nobody is paying for; how many holds. */
export async function releaseLapsedHolds(hub: Hub): Promise<number> {
  const lapsed = await findLapsedHolds(hub.db, hub.clock.now(), BATCH);
  const outcomes = await Promise.allSettled(
    lapsed.map(({ id: claimId, dropId }) => {
      const command = { kind: 'release', claimId, reason: 'expired', whilePaying: false } as const;
      return orderStock(dropId, { hub, command });
    }),
  );
  for (const outcome of outcomes) {
    if (outcome.status === 'rejected') {
      hub.log.error({ err: outcome.reason }, 'a lapsed hold could not be given back yet');
    }
  }
  return outcomes.filter(
    (outcome) => outcome.status === 'fulfilled' && outcome.value.decision.kind === 'released',
  ).length;
}
