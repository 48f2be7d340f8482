import type { Reader } from '../platform/db.ts';
import { listCreatorNames as readNames } from './attribution.store.ts';

/** The name of the creator of each contract of a brand, or the address that it was proposed to. */
export async function listCreatorNames(db: Reader, brandId: string): Promise<Map<string, string>> {
  return readNames(db, brandId);
}
