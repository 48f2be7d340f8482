import type { Hub } from '../platform/hub.ts';
import { newId } from '../platform/ids.ts';
import { hashSecret } from '../popups/hash-secret.ts';
import type { OpenedDock } from '../protocol/dock.ts';
import { insertDock } from './docks.store.ts';
import { newDockKey } from './start-dock.ts';

/** A dock for the browser in which the creator is signed in; its key is behind a `#`, so that no log has it. */
export async function openDock(
  hub: Hub,
  creatorId: string,
  { name }: { name: string },
): Promise<OpenedDock> {
  const now = hub.clock.now();
  const key = newDockKey();
  await insertDock(hub.db, {
    ...{ id: newId(now), creatorId, name, keyHash: hashSecret(key) },
    ...{ createdAt: now, approvedAt: now },
  });
  return { url: `/dock#key=${key}` };
}
