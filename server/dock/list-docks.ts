import type { Hub } from '../platform/hub.ts';
import type { DockView } from '../protocol/dock.ts';
import { findDocksOfCreator } from './docks.store.ts';
import { signedOutAt } from './rules/dock-life.ts';

/** The docks of a creator, the newest first, signed-out ones too. */
export async function listDocks(
  { db, clock }: Pick<Hub, 'db' | 'clock'>,
  creatorId: string,
): Promise<DockView[]> {
  const rows = await findDocksOfCreator(db, creatorId);
  const now = clock.now();
  return rows.map((row) => ({
    ...{ id: row.id, name: row.name },
    approvedAt: (row.approvedAt ?? row.createdAt).getTime(),
    lastSeenAt: row.lastSeenAt?.getTime() ?? null,
    revokedAt: signedOutAt(row, now)?.getTime() ?? null,
  }));
}
