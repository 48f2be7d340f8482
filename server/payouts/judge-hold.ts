import type { Tx } from '../platform/db.ts';
import { setHoldReason } from './holds.store.ts';
import { settleLine } from './settle-line.ts';

/**
 * Changes what an open hold says, and brings its line to what it is worth by that: a line with a
 * hold of reason FRAUD_CONFIRMED is worth nothing. Within the transaction of whoever decided.
 */
export async function judgeHoldIn(
  tx: Tx,
  hold: { lineId: string; cause: string; reason: 'FRAUD_HOLD' | 'FRAUD_CONFIRMED' },
  at: Date,
): Promise<void> {
  await setHoldReason(tx, hold);
  await settleLine(tx, { id: hold.lineId }, { at });
}
