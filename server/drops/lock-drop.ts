import type { Tx } from '../platform/db.ts';
import { takeDropLock } from './drops.store.ts';

/**
 * Takes the portable lock of a drop: the first statement of every transaction that changes its
 * stock or phase. A write, so that it orders transactions on both engines; its answer is the
 * version of what the transaction makes.
 */
export function lockDrop(tx: Tx, dropId: string): Promise<number> {
  return takeDropLock(tx, dropId);
}
