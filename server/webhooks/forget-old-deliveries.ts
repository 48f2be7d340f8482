import type { Hub } from '../platform/hub.ts';
import { DELIVERIES_KEPT_DAYS } from '../protocol/webhooks.ts';
import { deleteEndedDeliveries, deleteUndeliveredMessages } from './deliveries.store.ts';

const KEPT_MS = DELIVERIES_KEPT_DAYS * 86_400_000;
/** So that no run holds the database for long; the next one goes on. */
const MOST_AT_ONCE = 1_000;
const MOST_ROUNDS = 20;

/**
 * Deletes deliveries 30 days after they ended, well or not, with their tries, and messages that are on
 * their way to nobody any more. What waits stays, however old it is; a replay makes it new.
 */
export async function forgetOldDeliveries({ db, clock }: Pick<Hub, 'db' | 'clock'>): Promise<void> {
  const before = new Date(clock.now().getTime() - KEPT_MS);
  for (const remove of [deleteEndedDeliveries, deleteUndeliveredMessages]) {
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      if ((await remove(db, { before, most: MOST_AT_ONCE })) < MOST_AT_ONCE) break;
    }
  }
}
