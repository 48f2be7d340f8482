import { previewCredit } from '../benefits/preview-credit.ts';
import { type ClaimProof, openClaim } from '../claims/claim-access.ts';
import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import { readProof } from '../proofs/read-proof.ts';
import type { UsableCreditView } from '../protocol/benefits.ts';

type Asked = ClaimProof & { claimId: string; proof: string };

/** What the owner of a proven address has, and how much of it would pay for a claim of this viewer. */
export async function readUsableCredit(
  hub: Hub,
  { proof, ...which }: Asked,
): Promise<UsableCreditView> {
  const { id: claimId } = await openClaim(hub, which);
  const { emailKey } = readProof(hub, proof);
  const credit = await previewCredit(hub, { claimId, emailKey });
  if (!credit) throw new Problem('not_found');
  return credit;
}
