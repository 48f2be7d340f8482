import type { Tx } from '../platform/db.ts';
import { lockCustomer } from './customers.store.ts';

/**
 * Keeps everybody else from merging, and from deciding about, a customer until the transaction ends.
 * False: they were merged into another one in the meantime.
 */
export async function holdCustomer(tx: Tx, customerId: string): Promise<boolean> {
  return lockCustomer(tx, customerId, null);
}
