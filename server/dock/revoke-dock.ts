import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import type { DockView } from '../protocol/dock.ts';
import { revokeDockOf } from './docks.store.ts';
import { listDocks } from './list-docks.ts';

/** Withdraws the key of a dock; it is put off the line within two seconds. */
export async function revokeDock(
  hub: Hub,
  creatorId: string,
  { dockId }: { dockId: string },
): Promise<DockView[]> {
  const isDone = await revokeDockOf(hub.db, { creatorId, dockId, now: hub.clock.now() });
  if (!isDone) throw new Problem('not_found');
  return listDocks(hub, creatorId);
}
