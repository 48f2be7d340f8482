/** Behind an id of one of several WooCommerce shops of a brand: the id of its connection. */
const MARK = /@[0-9a-hjkmnp-tv-z]{26}$/;

type ReportedId = { source: string; externalId: string | null };

/** The id under which a brand's own shop knows an order, as people read it there. */
export function idAtShop({ source, externalId }: ReportedId): string | null {
  return source === 'woocommerce' ? (externalId?.replace(MARK, '') ?? null) : externalId;
}

/** By which connection the id of an order is told apart from those of other shops; null: by none. */
export function markOfShop({ source, externalId }: ReportedId): string | null {
  return source === 'woocommerce' ? (externalId?.match(MARK)?.[0].slice(1) ?? null) : null;
}

/** An id of a shop as it is kept: marked with the connection, or as the shop says it. */
export function markedId(idAtTheShop: string, mark: string | null): string {
  return mark === null ? idAtTheShop : `${idAtTheShop}@${mark}`;
}
