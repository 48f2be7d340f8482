import type { Hub } from '../platform/hub.ts';
import { toNumber } from '../platform/minor.ts';
import { listClaimsForMessages } from './facts.store.ts';
import { tellBrandOfMany } from './tell-brand.ts';

/** Follows 'claims.held': in a rush a few hundred claims of one drop come together. */
export async function tellClaimsHeld(
  hub: Hub,
  { claimIds }: { claimIds: string[] },
): Promise<void> {
  const claims = await listClaimsForMessages(hub.db, claimIds);
  const [first] = claims;
  if (!first) return;
  const { brandId } = first.drop;
  const news = claims.map(({ id, dropId, contractId, heldAt, expiresAt, lines, ...claim }) => ({
    subject: id,
    at: heldAt,
    data: {
      ...{ claimId: id, dropId, contractId },
      units: lines.reduce((sum, { quantity }) => sum + quantity, 0),
      total: { minor: toNumber(claim.totalMinor), currency: claim.currency },
      heldAt: heldAt.toISOString(),
      expiresAt: expiresAt.toISOString(),
    },
  }));
  await tellBrandOfMany(hub, 'claim.held', { brandId, news });
}
