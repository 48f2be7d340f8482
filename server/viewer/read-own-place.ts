import { signClaimAccess } from '../claims/claim-access.ts';
import type { PlaceProof } from '../lines/place-access.ts';
import { readPlace } from '../lines/read-place.ts';
import type { Hub } from '../platform/hub.ts';
import type { OwnPlace } from '../protocol/lines.ts';

/** One's own place in a line of a drop, with what is offered to it; null when one has none. */
export async function readOwnPlace(hub: Hub, proof: PlaceProof): Promise<OwnPlace | null> {
  const own = await readPlace(hub, proof);
  return own && withOfferAccess(hub, own);
}

/** Whoever has the place has the claim that is offered to it. */
export function withOfferAccess(hub: Hub, own: Omit<OwnPlace, 'offerAccess'>): OwnPlace {
  const { offer } = own.place;
  return { ...own, offerAccess: offer && signClaimAccess(hub, offer.claimId) };
}
