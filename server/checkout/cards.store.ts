import type { Tx } from '../platform/db.ts';

/** Remembers by which card an order was paid. */
export async function insertCardUse(
  tx: Tx,
  use: { orderId: string; brandId: string; customerId: string; fingerprint: string },
): Promise<void> {
  await tx.cardUse.create({ data: use });
}
