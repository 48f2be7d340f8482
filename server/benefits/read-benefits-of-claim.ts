import type { Hub } from '../platform/hub.ts';
import { toNumber } from '../platform/minor.ts';
import type { ClaimView } from '../protocol/claims.ts';
import { findEntriesOfClaim, sumEarned } from './credit.store.ts';
import { asideOf } from './set-credit-aside.ts';
import { findVouchersOfOrder } from './vouchers.store.ts';

type Order = NonNullable<ClaimView['order']>;

/** What a claim uses of store credit, and what its order brought: vouchers that are good, and credit. */
export async function readBenefitsOfClaim(
  hub: Hub,
  { claimId, orderId }: { claimId: string; orderId: string | null },
): Promise<Pick<ClaimView, 'creditMinor'> & Pick<Order, 'vouchers' | 'creditEarnedMinor'>> {
  const creditMinor = asideOf(await findEntriesOfClaim(hub.db, claimId));
  if (orderId === null) return { creditMinor, vouchers: [], creditEarnedMinor: 0 };
  const vouchers = await findVouchersOfOrder(hub.db, orderId);
  return {
    creditMinor,
    vouchers: vouchers
      .filter(({ voidedAt }) => voidedAt === null)
      .map(({ code, title, terms, expiresAt }) => ({
        code,
        title,
        terms,
        expiresAt: expiresAt?.getTime() ?? null,
      })),
    creditEarnedMinor: toNumber(await sumEarned(hub.db, orderId)),
  };
}
