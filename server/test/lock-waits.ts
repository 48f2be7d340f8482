import type { Reader } from '../platform/db.ts';

/** Whether somebody waits for a lock in this PostgreSQL database. */
export async function isSomebodyWaiting(db: Reader): Promise<boolean> {
  const waiting = await db.$queryRaw<unknown[]>`SELECT 1 FROM "pg_stat_activity"
    WHERE "datname" = current_database() AND "wait_event_type" = 'Lock'`;
  return waiting.length > 0;
}
