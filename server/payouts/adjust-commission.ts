import type { Hub } from '../platform/hub.ts';
import { findDecision } from './lines.store.ts';
import { postCommission } from './post-commission.ts';

/**
 * Follows 'order.refunded': takes back the share of what was refunded, from the hold or, after it,
 * from what is available. An order that nobody has decided yet is left alone: its line is opened
 * after the decision, and counts the refund then. When the line is just being opened by another
 * worker, this one meets it and tries again, so that no refund falls between the two.
 */
export async function adjustCommission(hub: Hub, { orderId }: { orderId: string }): Promise<void> {
  if (await findDecision(hub.db, orderId)) await postCommission(hub, { orderId });
}
