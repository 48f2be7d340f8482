import { idAtShop, markOfShop } from '../checkout/rules/id-at-shop.ts';
import type { Reader } from '../platform/db.ts';
import type { ConversionBody } from '../protocol/conversions.schema.ts';
import { markIds } from './rules/mark-ids.ts';
import { findFirstShopId, listIdsPaidAt, type StoredShop } from './shops.store.ts';

type Sale = Extract<ConversionBody, { type: 'sale' }>;

/**
 * Gives what one message of a shop told ids that no other shop of the brand has. WooCommerce counts
 * orders, refunds and customers from 1 in every shop; Shopify's ids are one row for all of its shops. Orders
 * of a brand's first connection are kept as that shop says them, those of others are marked with their
 * connection. A shop that was connected anew, or twice, goes on with the orders that it has: an order is
 * known by its id and the moment of its payment, under whatever connection it was told first.
 */
export async function tellShopsApart(
  db: Reader,
  shop: Pick<StoredShop, 'id' | 'brandId' | 'kind'>,
  told: readonly ConversionBody[],
): Promise<readonly ConversionBody[]> {
  const sale = told.find((one) => one.type === 'sale');
  if (shop.kind !== 'woocommerce' || !sale) return told;
  const { id, brandId, kind } = shop;
  const own = (await findFirstShopId(db, { brandId, kind })) === id ? null : id;
  const known = await findKnown(db, { brandId, source: kind }, sale);
  const marks = { orders: known ? known.mark : own, customers: own ?? kind };
  return told.map((one) => markIds(one, marks));
}

async function findKnown(
  db: Reader,
  { brandId, source }: { brandId: string; source: string },
  { order, occurredAt }: Sale,
): Promise<{ mark: string | null } | null> {
  const ids = await listIdsPaidAt(db, { brandId, source, at: new Date(occurredAt) });
  const known = ids.find((externalId) => idAtShop({ source, externalId }) === order.id);
  return known === undefined ? null : { mark: markOfShop({ source, externalId: known }) };
}
