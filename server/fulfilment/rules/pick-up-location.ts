import type { Place } from './route-order.ts';

/**
 * Where the stock is that a viewer wants to collect: they name a place by its id, and stock of the
 * central reserve is at "central". Null where buyers may not collect, so that nobody saves the
 * shipping by naming a place that only sends.
 */
export function pickUpLocation(places: readonly Place[], locationId: string): string | null {
  return places.find(({ pickUpId }) => pickUpId === locationId)?.location ?? null;
}
