import type { Hub } from '../platform/hub.ts';
import type { PlaceView } from '../protocol/lines.ts';
import { openPlace, type PlaceProof, signPlaceAccess } from './place-access.ts';
import { presentPlace } from './present-place.ts';

/** One's own place in a line of a drop with its secret; null when one has none. */
export async function readPlace(
  hub: Hub,
  proof: PlaceProof,
): Promise<{ place: PlaceView; access: string } | null> {
  const place = await openPlace(hub, proof);
  return place && { place: await presentPlace(hub, place), access: signPlaceAccess(hub, place.id) };
}
