import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import type { ClaimView } from '../protocol/claims.ts';
import { type ClaimProof, openClaim } from './claim-access.ts';
import { changeOpenClaim } from './claims.store.ts';
import { presentClaim } from './present-claim.ts';

const EXTENSION_MS = 5 * 60_000;

/** Gives a viewer five more minutes, once, and never past the claim's hard end. */
export async function extendHold(
  hub: Hub,
  which: ClaimProof & { claimId: string },
): Promise<ClaimView> {
  const claim = await openClaim(hub, which);
  const now = hub.clock.now();
  if (claim.extendedAt) throw new Problem('claim_already_extended');
  const wanted = claim.expiresAt.getTime() + EXTENSION_MS;
  const expiresAt = new Date(Math.min(wanted, claim.hardExpiresAt.getTime()));
  const extended = await changeOpenClaim(
    hub.db,
    { claimId: claim.id, extendedAt: null, expiringAt: null, expiresAt: { gt: now } },
    { expiresAt, extendedAt: now },
  );
  if (!extended) throw new Problem('claim_expired');
  return presentClaim(hub, claim.id);
}
