import { randomBytes } from 'node:crypto';
import type { Tx } from '../platform/db.ts';
import { newId } from '../platform/ids.ts';
import type { Delivery } from '../protocol/claims.ts';
import { insertFulfilments, isPickUpCodeTaken } from './fulfilment.store.ts';
import { PICK_UP_CODE_BYTES, pickUpCodeOf } from './rules/pick-up-code.ts';

type Sold = {
  orderId: string;
  brandId: string;
  dropId: string;
  delivery: Delivery;
  /** Where the order's units are, in any order; a location may come several times. */
  locations: readonly string[];
};

/**
 * Gives each location of a new order its part of the work, in the transaction that writes the order:
 * so there is one exactly when there is an order, and a parcel is never forgotten.
 */
export async function openFulfilments(tx: Tx, order: Sold, now: Date): Promise<void> {
  const { orderId, brandId, dropId, delivery } = order;
  const rows = [];
  for (const location of new Set(order.locations)) {
    const pickUpCode = delivery === 'pick_up' ? await freePickUpCode(tx, brandId) : null;
    const id = newId(now);
    rows.push({ id, orderId, brandId, dropId, location, delivery, pickUpCode, createdAt: now });
  }
  await insertFulfilments(tx, rows);
}

/** A code that no order of the brand has; among 128 million the first one nearly always is. */
async function freePickUpCode(tx: Tx, brandId: string): Promise<string> {
  const code = pickUpCodeOf(randomBytes(PICK_UP_CODE_BYTES));
  return (await isPickUpCodeTaken(tx, brandId, code)) ? freePickUpCode(tx, brandId) : code;
}
