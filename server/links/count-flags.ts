import type { Tx } from '../platform/db.ts';
import { addFlags } from './clicks.store.ts';

/**
 * One more flag stands against these clicks, or one less. With any, a click counts as nobody's in
 * every figure; attribution knows nothing of it. Unknown clicks do not matter.
 */
export async function countFlags(
  tx: Tx,
  { clickIds, by }: { clickIds: readonly string[]; by: 1 | -1 },
): Promise<void> {
  await addFlags(tx, { clickIds, by });
}
