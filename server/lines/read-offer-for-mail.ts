import type { Hub } from '../platform/hub.ts';
import { findClaimExpiry, findOfferForMail } from './lines.store.ts';

/** What a mail about an offer says; null: nobody left an address, or the offer is over. */
export async function readOfferForMail(
  { db, clock }: Pick<Hub, 'db' | 'clock'>,
  { placeId, claimId }: { placeId: string; claimId: string },
) {
  const place = await findOfferForMail(db, placeId);
  if (!place?.email || place.claimId !== claimId || place.closedAt) return null;
  const claim = await findClaimExpiry(db, claimId);
  if (!claim || claim.expiresAt <= clock.now()) return null;
  const { title, brand, items } = place.drop;
  const sku = items.find(({ skuId }) => skuId === place.skuId)?.sku;
  const name = sku ? `${sku.product.name} · ${sku.title}` : title;
  return {
    email: place.email,
    brandName: brand.name,
    dropTitle: title,
    article: place.quantity > 1 ? `${place.quantity} × ${name}` : name,
    until: momentIn(brand.timeZone, claim.expiresAt),
  };
}

/** `1 September 2026 at 14:05 CEST`: a reader elsewhere must be able to tell. */
function momentIn(timeZone: string, at: Date): string {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone,
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  }).format(at);
}
