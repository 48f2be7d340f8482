import type { Hub } from '../platform/hub.ts';
import { settleLtvFees } from './settle-ltv-fees.ts';

/**
 * Follows 'flag.decided': confirmed orders count in no cohort, and those of a flag that was reopened or
 * released count again, so the LTV fees of its contract are counted anew.
 */
export async function followFlag(hub: Hub, { contractId }: { contractId: string }): Promise<void> {
  await settleLtvFees(hub, contractId);
}
