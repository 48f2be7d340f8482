import type { Reader } from '../platform/db.ts';
import { findProvenVisitors } from './proofs.store.ts';

/** Visitors who have proven one of these addresses (by its key), on whatever device. */
export async function listVisitorsOf(db: Reader, emailKeys: readonly string[]): Promise<string[]> {
  return emailKeys.length === 0 ? [] : findProvenVisitors(db, emailKeys);
}
