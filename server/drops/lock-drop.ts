import type { Tx } from '../platform/db.ts';
import { Problem } from '../platform/problem.ts';
import { takeDropLock } from './drops.store.ts';

/**
 * Takes the portable lock of a drop: the first statement of every transaction that changes its
 * stock or phase. A write, so that it orders transactions on both engines; its answer is the
 * version of what the transaction makes. Throws `not_found` for a drop that is gone.
 */
export async function lockDrop(tx: Tx, dropId: string): Promise<number> {
  const seq = await takeDropLock(tx, dropId);
  if (seq === null) throw new Problem('not_found');
  return seq;
}
