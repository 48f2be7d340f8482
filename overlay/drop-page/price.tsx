/** @jsxImportSource preact */
import type { DropItemView } from '../../server/protocol/drops.ts';
import { totalAt } from '../../server/protocol/ladder.ts';
import { ladderText, priceOf } from '../shared/drop-words.ts';
import { momentText, moneyText } from '../viewer-page/page-text.ts';

/** The price, how long it holds, the ordinary price when higher, and what one will really pay. */
export function Price({
  item,
  quantity,
  shippingMinor,
  isCollected = false,
  currency,
  clock: { drawnAt: now, isAlive },
}: {
  item: DropItemView;
  quantity: number;
  shippingMinor: number;
  /** The viewer fetches it, so nothing is said of shipping. */
  isCollected?: boolean;
  currency: string;
  /** The time that it is drawn for; a step that ends by time turns with it. */
  clock: { drawnAt: number; isAlive: boolean };
}) {
  const { listPriceMinor } = item;
  const price = priceOf(item, now);
  const { priceMinor } = price;
  const money = (minor: number) => moneyText(minor, currency);
  const total = money(totalAt(item, { quantity, now }) + shippingMinor);
  const until = (at: number) => `until ${momentText(at, { now, isLocal: isAlive })}`;
  const steps = ladderText(price, { money, until });
  const shippingWords = () => {
    if (isCollected) return ', you collect it';
    return shippingMinor === 0 ? ': shipping is free' : `, with ${money(shippingMinor)} shipping`;
  };
  return (
    <div class="price">
      <p class="price-line">
        <strong class="price-now">{money(priceMinor)}</strong>
        {listPriceMinor > priceMinor && (
          <>
            <s class="price-was">
              <span class="sr-only">Ordinary price </span>
              {money(listPriceMinor)}
            </s>
            <span class="price-saving">−{savingPercent(priceMinor, listPriceMinor)} %</span>
          </>
        )}
      </p>
      {steps && (
        <p class="price-steps">
          {money(priceMinor)} {steps}
        </p>
      )}
      <p class="soft">
        {total} in all{shippingWords()}, tax included
      </p>
    </div>
  );
}

/** Rounded down: a saving is never promised larger than it is. */
function savingPercent(priceMinor: number, listPriceMinor: number): number {
  return Math.floor(((listPriceMinor - priceMinor) * 100) / listPriceMinor);
}
