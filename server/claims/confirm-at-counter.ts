import type { Tx } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import { findClaim, type WholeClaim } from './claims.store.ts';
import { confirmClaim, type Settlement } from './confirm-claim.ts';

/**
 * A buyer paid at a counter for units that were held for a device of the brand: this one, or the one that
 * the browser was before it was paired anew.
 */
export async function confirmAtCounter(
  hub: Hub,
  given: {
    claimId: string;
    brandId: string;
    record: (tx: Tx, settled: { settlement: Settlement; claim: WholeClaim }) => Promise<void>;
  },
): Promise<Settlement> {
  const { claimId, brandId, record } = given;
  const claim = await findClaim(hub.db, claimId);
  const isOfCounter = claim?.resilience === 'queued' && claim.drop.brandId === brandId;
  if (!claim || !isOfCounter) throw new Problem('not_found');
  const { dropId } = claim;
  return confirmClaim(hub, { claimId, dropId, payerKey: null, destination: null, record });
}
