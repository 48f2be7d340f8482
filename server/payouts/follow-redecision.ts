import type { Hub } from '../platform/hub.ts';
import { findDecision } from './lines.store.ts';
import { postCommission } from './post-commission.ts';

/**
 * Follows 'order.redecided': who was new to the brand may turn out to have been known, and the other
 * way round; a later order may recur for another creator. Lines are counted by the decision as it is now,
 * and the difference is booked; what was booked before stays as it is.
 */
export async function followRedecision(hub: Hub, { orderId }: { orderId: string }): Promise<void> {
  if (await findDecision(hub.db, orderId)) await postCommission(hub, { orderId });
}
