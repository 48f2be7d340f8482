import type { Tx } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import { findClaim, type WholeClaim } from './claims.store.ts';
import { confirmClaim, type Settlement } from './confirm-claim.ts';

/** A buyer paid at the counter for units that were held for the device. */
export async function confirmAtCounter(
  hub: Hub,
  given: {
    claimId: string;
    deviceId: string;
    record: (tx: Tx, settled: { settlement: Settlement; claim: WholeClaim }) => Promise<void>;
  },
): Promise<Settlement> {
  const { claimId, deviceId, record } = given;
  const claim = await findClaim(hub.db, claimId);
  if (claim?.visitorId !== `device:${deviceId}`) throw new Problem('not_found');
  const { dropId } = claim;
  return confirmClaim(hub, { claimId, dropId, payerKey: null, destination: null, record });
}
