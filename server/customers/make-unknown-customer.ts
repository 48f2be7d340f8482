import type { Tx } from '../platform/db.ts';
import { newId } from '../platform/ids.ts';
import { upsertCustomer } from './customers.store.ts';

/**
 * A customer for a buyer of whom nothing is known, for instance at a counter: one for each sale, told
 * apart by what was sold, so that strangers are never taken for one person. It has no key, so no later
 * purchase is recognised by it and nothing merges it by itself.
 */
export async function makeUnknownCustomer(
  tx: Tx,
  { brandId, soldAs, at }: { brandId: string; soldAs: string; at: Date },
): Promise<string> {
  return upsertCustomer(tx, {
    id: newId(at),
    brandId,
    emailKey: soldAs,
    email: '',
    name: null,
    stripeCustomerId: null,
    createdAt: at,
  });
}
