import type { Reader } from '../platform/db.ts';
import type { OrderSource } from '../protocol/checkout.ts';
import { findOrderByExternalId } from './checkout.store.ts';

/** The order that a shop reported under its own id; null: none yet. */
export async function findReportedOrder(
  db: Reader,
  which: { brandId: string; source: OrderSource; externalId: string },
): Promise<string | null> {
  return (await findOrderByExternalId(db, which))?.id ?? null;
}
