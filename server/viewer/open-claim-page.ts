import { readClaim } from '../claims/read-claim.ts';
import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import type { ClaimPageData } from '../protocol/viewer-pages.ts';

/**
 * All that a claim page is delivered with. Without proof that the claim is this visitor's it is the
 * same as for a claim that does not exist; the page may still show the secret of its fragment.
 */
export async function openClaimPage(
  hub: Hub,
  { claimId, visitorId }: { claimId: string; visitorId: string | null },
): Promise<ClaimPageData> {
  const claim = visitorId === null ? null : await findOwn(hub, { claimId, visitorId });
  return {
    claimId,
    claim,
    now: hub.clock.now().getTime(),
  };
}

async function findOwn(hub: Hub, which: { claimId: string; visitorId: string }) {
  try {
    return await readClaim(hub, which);
  } catch (error) {
    if (error instanceof Problem && error.code === 'not_found') return null;
    throw error;
  }
}
