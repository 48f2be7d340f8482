import type { Hub } from '../platform/hub.ts';
import type { ClaimView } from '../protocol/claims.ts';
import { type ClaimProof, openClaim } from './claim-access.ts';
import { findClaimOfVisitor } from './claims.store.ts';
import { presentClaim } from './present-claim.ts';

/** One claim, for the viewer whose claim it is. */
export async function readClaim(
  hub: Hub,
  which: ClaimProof & { claimId: string },
): Promise<ClaimView> {
  const { id } = await openClaim(hub, which);
  return presentClaim(hub, id);
}

/** The claim that a visitor holds or has paid in a drop, or null: what a drop page opens with. */
export async function readClaimOfVisitor(
  hub: Hub,
  which: { dropId: string; visitorId: string },
): Promise<ClaimView | null> {
  const claim = await findClaimOfVisitor(hub.db, which);
  return claim && presentClaim(hub, claim.id);
}
