import { readBenefitsOfClaim } from '../benefits/read-benefits-of-claim.ts';
import { readPickUp } from '../fulfilment/read-pick-up.ts';
import type { Hub } from '../platform/hub.ts';
import { invariant } from '../platform/invariant.ts';
import { toNumber } from '../platform/minor.ts';
import type { ClaimView, Delivery, Quote } from '../protocol/claims.ts';
import { findClaim, findCreatorOfContract, findOrderOfClaim } from './claims.store.ts';
import { claimState } from './rules/claim-state.ts';

/** A claim as its viewer sees it, read afresh. The caller has checked that it is theirs. */
export async function presentClaim(hub: Hub, claimId: string): Promise<ClaimView> {
  const [claim, order] = await Promise.all([
    findClaim(hub.db, claimId),
    findOrderOfClaim(hub.db, claimId),
  ]);
  invariant(claim, `claim ${claimId} exists`);
  const contract = await findCreatorOfContract(hub.db, claim.contractId);
  const benefits = await readBenefitsOfClaim(hub, { claimId, orderId: order?.id ?? null });
  const pickUp = order && (await readPickUp(hub.db, order.id));
  const refundedMinor =
    order?.refunds.reduce((sum, { amountMinor }) => sum + amountMinor, 0n) ?? 0n;
  const now = hub.clock.now();
  const state = claimState(claim, now, { paidMinor: order?.capturedMinor ?? 0n, refundedMinor });
  const image = claim.drop.items[0]?.sku.product.images[0];
  return {
    id: claim.id,
    state,
    drop: {
      id: claim.dropId,
      slug: claim.drop.slug,
      title: claim.drop.title,
      brandName: claim.drop.brand.name,
      imageUrl: image ? `/images/${image.id}` : null,
      isRehearsal: claim.drop.rehearsalOf !== null,
    },
    creator: contract?.creator ?? { handle: '', displayName: '' },
    quote: JSON.parse(claim.quote) as Quote,
    heldAt: claim.heldAt.getTime(),
    expiresAt: claim.expiresAt.getTime(),
    canExtend:
      (state === 'held' || state === 'paying') &&
      claim.extendedAt === null &&
      claim.expiresAt < claim.hardExpiresAt,
    delivery: claim.delivery as Delivery,
    note: claim.note,
    isOffer: claim.placeId !== null,
    releaseReason: claim.releaseReason,
    creditMinor: benefits.creditMinor,
    order: order && {
      number: order.number,
      paidAt: order.capturedAt.getTime(),
      refundedMinor: toNumber(refundedMinor),
      email: order.customer.email,
      pickUp,
      vouchers: benefits.vouchers,
      creditEarnedMinor: benefits.creditEarnedMinor,
    },
  };
}
