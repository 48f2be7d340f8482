import { readDropState } from '../drops/read-drop-state.ts';
import type { Hub } from '../platform/hub.ts';
import type { DropStateMessage } from '../protocol/live-events.ts';
import { findPlace } from './desk.store.ts';
import type { Dock } from './read-dock.ts';

/** The state to show beside a refusal; null when the dock's creator is not in the drop, or on a fault. */
export async function readStateFor(
  hub: Hub,
  { creatorId }: Dock,
  dropId: string,
): Promise<DropStateMessage | null> {
  try {
    const place = await findPlace(hub.db, { creatorId, dropId });
    return place && (await readDropState(hub, dropId));
  } catch (error) {
    hub.log.error({ err: error, dropId }, 'a refused dock could not be shown the state');
    return null;
  }
}
