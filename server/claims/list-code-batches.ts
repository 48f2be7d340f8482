import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import type { CodeBatchView } from '../protocol/codes.ts';
import { findCodeBatches, isDropOfBrand } from './codes.store.ts';
import { presentCodeBatches } from './present-code-batches.ts';

/** The code batches of a drop, newest first. Throws `not_found`. */
export async function listCodeBatches(
  { db }: Pick<Hub, 'db'>,
  which: { brandId: string; dropId: string },
): Promise<CodeBatchView[]> {
  if (!(await isDropOfBrand(db, which))) throw new Problem('not_found');
  return presentCodeBatches(db, await findCodeBatches(db, which));
}
