import type { Reader } from '../platform/db.ts';
import { raiseVerdicts } from './clicks.store.ts';

/** Claims or payments came by these clicks, so they were people. Unknown clicks do not matter. */
export async function promoteClicks(
  db: Reader,
  { clickIds }: { clickIds: readonly string[] },
): Promise<void> {
  await raiseVerdicts(db, clickIds);
}
