import type { Hub } from '../platform/hub.ts';
import type { OrphanCount } from '../protocol/links.ts';
import { listOrphanHits } from './clicks.store.ts';

const DAYS = 30;
const DAY_MS = 86_400_000;

/** Hits of the last 30 UTC days on addresses that no link of this hub has, newest first. */
export async function countOrphans({
  db,
  clock,
}: Pick<Hub, 'db' | 'clock'>): Promise<OrphanCount[]> {
  const first = new Date(clock.now().getTime() - (DAYS - 1) * DAY_MS);
  return listOrphanHits(db, { fromDay: first.toISOString().slice(0, 10) });
}
