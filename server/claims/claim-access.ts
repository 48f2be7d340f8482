import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import { readToken, signToken } from '../platform/signed-token.ts';
import { findClaim, type WholeClaim } from './claims.store.ts';

/** By what a viewer shows that a claim is theirs: a first-party cookie, or the claim's own secret. */
export type ClaimProof = { visitorId: string | null; access?: string | undefined };

const PURPOSE = 'claim-access';

/** The secret that opens one claim where no cookie can: the widget, and the way back from Stripe. */
export function signClaimAccess({ keyring }: Pick<Hub, 'keyring'>, claimId: string): string {
  return signToken(keyring, PURPOSE, claimId);
}

/** The claim, for whoever can prove that it is theirs; anybody else is told that there is none. */
export async function openClaim(
  hub: Hub,
  { claimId, visitorId, access }: ClaimProof & { claimId: string },
): Promise<WholeClaim> {
  const hasAccess = access !== undefined && readToken(hub.keyring, PURPOSE, access) === claimId;
  const claim = await findClaim(hub.db, claimId);
  if (!claim || !(hasAccess || claim.visitorId === visitorId)) throw new Problem('not_found');
  return claim;
}
