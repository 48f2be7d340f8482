import type { Reader } from '../platform/db.ts';
import { findNameOfContract } from './contracts.store.ts';

/** Whose contract it is, and which number one of its versions has; null: it is not this brand's. */
export async function nameContract(
  db: Reader,
  which: { brandId: string; contractId: string; versionId: string | null },
): Promise<{ creatorName: string; version: number | null } | null> {
  return findNameOfContract(db, which);
}
