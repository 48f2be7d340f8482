import type { Reader } from '../platform/db.ts';
import { findBatchBrand } from './statements.store.ts';

/** Whose batch it is, to ask for permission there; null when there is no such batch. */
export async function findBrandOfBatch(db: Reader, batchId: string): Promise<string | null> {
  return findBatchBrand(db, batchId);
}
