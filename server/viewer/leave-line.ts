import { giveBackClaim } from '../checkout/give-back-claim.ts';
import { leaveLine } from '../lines/leave-line.ts';
import type { PlaceProof } from '../lines/place-access.ts';
import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import type { OwnPlace } from '../protocol/lines.ts';
import { readOwnPlace } from './read-own-place.ts';

/** A viewer gives up their place; what is offered to it goes to whoever is next. */
export async function leaveLineOfViewer(hub: Hub, proof: PlaceProof): Promise<OwnPlace> {
  const own = await readOwnPlace(hub, proof);
  if (!own) throw new Problem('not_found');
  const { place } = own;
  if (place.closedAt !== null) return own;
  const { dropId } = proof;
  const hasLeft = place.offer === null && (await leaveLine(hub, { dropId, placeId: place.id }));
  // Without an offer a moment ago, it may have one by now.
  if (!hasLeft) await giveBackOffer(hub, proof);
  return (await readOwnPlace(hub, { ...proof, access: own.access })) ?? own;
}

async function giveBackOffer(hub: Hub, proof: PlaceProof): Promise<void> {
  const own = await readOwnPlace(hub, proof);
  if (!own?.place.offer || own.offerAccess === null) return;
  const { claimId } = own.place.offer;
  await giveBackClaim(hub, { claimId, visitorId: proof.visitorId, access: own.offerAccess });
}
