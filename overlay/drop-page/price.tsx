/** @jsxImportSource preact */
import type { DropItemView } from '../../server/protocol/drops.ts';
import { moneyText } from '../viewer-page/page-text.ts';

/** The price, the ordinary price when it is higher, and what one will really pay. */
export function Price({
  item,
  quantity,
  shippingMinor,
  currency,
}: {
  item: DropItemView;
  quantity: number;
  shippingMinor: number;
  currency: string;
}) {
  const { priceMinor, listPriceMinor } = item;
  const total = moneyText(priceMinor * quantity + shippingMinor, currency);
  return (
    <div class="price">
      <p class="price-line">
        <strong class="price-now">{moneyText(priceMinor, currency)}</strong>
        {listPriceMinor > priceMinor && (
          <>
            <s class="price-was">
              <span class="sr-only">Ordinary price </span>
              {moneyText(listPriceMinor, currency)}
            </s>
            <span class="price-saving">−{savingPercent(priceMinor, listPriceMinor)} %</span>
          </>
        )}
      </p>
      <p class="soft">
        {shippingMinor === 0
          ? `${total} in all: shipping is free, tax included`
          : `${total} in all, with ${moneyText(shippingMinor, currency)} shipping, tax included`}
      </p>
    </div>
  );
}

/** Rounded down: a saving is never promised larger than it is. */
function savingPercent(priceMinor: number, listPriceMinor: number): number {
  return Math.floor(((listPriceMinor - priceMinor) * 100) / listPriceMinor);
}
