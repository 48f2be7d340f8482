import type { Tx } from '../platform/db.ts';
import { copyBrand } from './stand-ins.store.ts';

/**
 * A brand that stands in for another one in a rehearsal. It is a tenant of its own, so that whatever
 * is counted, listed, told or paid out by brand knows nothing of what happens in it.
 */
export function makeStandInBrand(
  tx: Tx,
  given: { brandId: string; at: Date },
): Promise<{ id: string; currency: string }> {
  return copyBrand(tx, given);
}
