import { lockDrop } from '../drops/lock-drop.ts';
import { inTransaction } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { leavePlaceWithoutOffer } from './lines.store.ts';

/**
 * Gives up a place that has no running offer; false when it has one by now, or is closed. Under the
 * drop's lock, so that nothing is being offered to it at the same moment.
 */
export async function leaveLine(
  hub: Hub,
  { dropId, placeId }: { dropId: string; placeId: string },
): Promise<boolean> {
  const at = hub.clock.now();
  const hasLeft = await inTransaction(hub.db, async (tx) => {
    await lockDrop(tx, dropId);
    return leavePlaceWithoutOffer(tx, { placeId, at });
  });
  if (hasLeft) hub.signals.dropChanged(dropId);
  return hasLeft;
}
