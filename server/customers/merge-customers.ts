import { inTransaction } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import { mergeSides } from './merge-sides.ts';

/**
 * A member says that two customers are one person. Throws `not_found` when one of them is not this
 * brand's, is the other one, or was merged before.
 */
export async function mergeCustomers(
  hub: Hub,
  given: {
    brandId: string;
    customerIds: readonly [string, string];
    reason: string;
    userId: string;
  },
): Promise<{ mergeId: string }> {
  const { brandId, customerIds, reason, userId } = given;
  if (customerIds[0] === customerIds[1]) throw new Problem('same_customer');
  const at = hub.clock.now();
  const wish = { brandId, customerIds, cause: 'by_hand' as const, reason, by: userId, at };
  const merged = await inTransaction(hub.db, async (tx) => {
    const done = await mergeSides(tx, wish);
    // Nothing of a merge that is not possible may stand, not even the lock's write.
    if (!done) throw new Problem('not_found');
    return done;
  });
  return { mergeId: merged.mergeId };
}
