import type { Hub } from '../platform/hub.ts';
import { findSetting, hasAnybody, REMOVED_KEY, SEEDING_KEY } from './demo.store.ts';

/**
 * Whether this hub waits for its demo: nobody has ever used it, or a seeding was broken off. Once
 * somebody has removed the demo it does not come back by itself, only when it is asked for.
 */
export async function isEmpty(
  { db }: Pick<Hub, 'db'>,
  { isAskedFor = false }: { isAskedFor?: boolean } = {},
): Promise<boolean> {
  if (!isAskedFor && (await findSetting(db, REMOVED_KEY))) return false;
  if (await findSetting(db, SEEDING_KEY)) return true;
  return !(await hasAnybody(db));
}
