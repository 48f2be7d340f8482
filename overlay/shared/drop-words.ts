import type { Stock } from '../../server/protocol/drops.ts';
import { type PriceNow, priceNow, type RungView } from '../../server/protocol/ladder.ts';
import type { OfferView } from '../../server/protocol/offers.ts';

type Article = { priceMinor: number; rungs: readonly RungView[]; stock: Stock };
type Money = (minor: number) => string;

type Named = { productName: string; title: string };

/** An article's name among the others of its drop: where they are of one product, what sets it apart. */
export function articleName(item: Named, items: readonly Named[]): string {
  const isOneProduct = items.every(({ productName }) => productName === item.productName);
  return items.length > 1 && isOneProduct ? item.title : `${item.productName} · ${item.title}`;
}

/** What the next unit costs, as far as units are left: a step that outlasts the stock has no limit. */
export function priceOf(article: Article, now: number): PriceNow {
  const price = priceNow(article, now);
  const { available, reserved } = article.stock;
  if (price.unitsLeft === null || price.unitsLeft < available + reserved) return price;
  return { ...price, unitsLeft: null, nextMinor: price.endsAt === null ? null : price.nextMinor };
}

/** `for 7 more or until 18:30, then €29.00`; empty where no other price comes. */
export function ladderText(
  { unitsLeft, endsAt, nextMinor }: PriceNow,
  { money, until }: { money: Money; until: (at: number) => string },
): string {
  if (nextMinor === null) return '';
  const ends = [];
  if (unitsLeft !== null) ends.push(`for ${unitsLeft} more`);
  if (endsAt !== null) ends.push(until(endsAt));
  return `${ends.join(' or ')}, then ${money(nextMinor)}`;
}

/** What comes beside each unit, in a few words; empty where nothing does. */
export function offerText(offer: OfferView, money: Money): string {
  switch (offer.kind) {
    case 'plain':
      return '';
    case 'bundle':
      return `+ ${offer.addOnTitle} with each one`;
    case 'credit_back':
      return `${money(offer.creditMinor)} credit back for each one`;
    case 'voucher':
      return `Voucher: ${offer.title}`;
  }
}
