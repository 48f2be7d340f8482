import { deleteInGroups } from '../platform/delete-in-groups.ts';
import type { Hub } from '../platform/hub.ts';
import { deleteOldEvents } from './stripe-events.store.ts';

/** Stripe sends an event again for 30 days at most; one that came later would only be looked up anew. */
const KEPT_MS = 90 * 86_400_000;

/** Deletes Stripe's events 90 days after they were carried out; what failed or waits stays. */
export async function forgetOldEvents({ db, clock }: Pick<Hub, 'db' | 'clock'>): Promise<void> {
  const before = new Date(clock.now().getTime() - KEPT_MS);
  await deleteInGroups((most) => deleteOldEvents(db, { before, most }));
}
