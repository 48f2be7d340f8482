import type { Hub } from '../platform/hub.ts';
import { findRefusal } from './clicks.store.ts';
import type { ClickFacts } from './rules/click-id.ts';

/**
 * Whether the visitor of a click refuses to be measured. Its row says so, because they may choose, and
 * choose again, after its id was signed; the id is believed only as long as there is no row.
 */
export async function isClickRefused(
  { db }: Pick<Hub, 'db'>,
  { clickId, refusedBy }: Pick<ClickFacts, 'clickId' | 'refusedBy'>,
): Promise<boolean> {
  const row = await findRefusal(db, clickId);
  return (row ? row.refusedBy : refusedBy) !== null;
}
