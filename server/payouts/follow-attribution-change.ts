import type { Hub } from '../platform/hub.ts';
import { adjustCommission } from './adjust-commission.ts';
import { findReachOfChange } from './fees.store.ts';
import { settleLtvFees } from './settle-ltv-fees.ts';

/**
 * Follows 'attribution.changed': a customer may have been acquired at another time or by other terms, so
 * what recurs on their orders, and the LTV fees of the cohorts that they left and came to, are counted
 * anew, also where no decision reads otherwise.
 */
export async function followAttributionChange(
  hub: Hub,
  { changeId }: { changeId: string },
): Promise<void> {
  const { orderIds, contractIds } = await findReachOfChange(hub.db, changeId);
  for (const orderId of orderIds) await adjustCommission(hub, { orderId });
  for (const contractId of contractIds) await settleLtvFees(hub, contractId);
}
