import type { Hub } from '../platform/hub.ts';
import { toNumber } from '../platform/minor.ts';
import type { UsableCreditView } from '../protocol/benefits.ts';
import type { Quote } from '../protocol/claims.ts';
import { findBalance, findClaimForCredit } from './credit.store.ts';
import { usableCredit } from './rules/usable-credit.ts';

/** What a customer has, and how much of it the payment of this claim would use; null: no such claim. */
export async function previewCredit(
  hub: Hub,
  { claimId, emailKey }: { claimId: string; emailKey: string },
): Promise<UsableCreditView | null> {
  const claim = await findClaimForCredit(hub.db, claimId);
  if (!claim) return null;
  const { currency } = claim;
  const found = await findBalance(hub.db, { brandId: claim.drop.brandId, emailKey });
  const balanceMinor = toNumber(found?.balanceMinor ?? 0n);
  const { itemsMinor } = JSON.parse(claim.quote) as Quote;
  const totalMinor = toNumber(claim.totalMinor);
  return {
    currency,
    balanceMinor,
    usableMinor: usableCredit({ balanceMinor, itemsMinor, totalMinor, currency }),
  };
}
