import { deleteInGroups } from '../platform/delete-in-groups.ts';
import type { Hub } from '../platform/hub.ts';
import { DELIVERIES_KEPT_DAYS } from '../protocol/webhooks.ts';
import { deleteEndedDeliveries, deleteUndeliveredMessages } from './deliveries.store.ts';

const KEPT_MS = DELIVERIES_KEPT_DAYS * 86_400_000;

/**
 * Deletes deliveries 30 days after they ended, well or not, with their tries, and messages that are on
 * their way to nobody any more. What waits stays, however old it is; a replay makes it new.
 */
export async function forgetOldDeliveries({ db, clock }: Pick<Hub, 'db' | 'clock'>): Promise<void> {
  const before = new Date(clock.now().getTime() - KEPT_MS);
  for (const remove of [deleteEndedDeliveries, deleteUndeliveredMessages]) {
    await deleteInGroups((most) => remove(db, { before, most }));
  }
}
