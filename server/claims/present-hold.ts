import type { ClaimView } from '../protocol/claims.ts';
import type { DropForBatch } from './batch.store.ts';
import type { NewHold } from './rules/decide-hold.ts';

/** A claim that was made just now, as its viewer sees it: what `presentClaim` would read, without reading. */
export function presentHold(hold: NewHold, drop: DropForBatch): ClaimView {
  const image = drop.items[0]?.sku.product.images[0];
  const creator = drop.gates.find(({ id }) => id === hold.gateId)?.contract.creator;
  return {
    id: hold.claimId,
    state: 'held',
    drop: {
      id: drop.id,
      slug: drop.slug,
      title: drop.title,
      brandName: drop.brand.name,
      imageUrl: image ? `/images/${image.id}` : null,
      isRehearsal: drop.rehearsalOf !== null,
    },
    creator: { handle: creator?.handle ?? '', displayName: creator?.displayName ?? '' },
    quote: hold.quote,
    heldAt: hold.heldAt,
    expiresAt: hold.expiresAt,
    canExtend: hold.expiresAt < hold.hardExpiresAt,
    delivery: hold.delivery,
    note: hold.note,
    isOffer: hold.placeId !== null,
    releaseReason: null,
    creditMinor: 0,
    order: null,
  };
}
