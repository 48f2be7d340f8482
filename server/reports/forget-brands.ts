import type { Tx } from '../platform/db.ts';
import { deleteCounted } from './removal.store.ts';

/** Forgets what was counted of brands that are gone, in the transaction that has deleted them. */
export function forgetBrands(tx: Tx, brandIds: string[]): Promise<void> {
  return deleteCounted(tx, brandIds);
}
