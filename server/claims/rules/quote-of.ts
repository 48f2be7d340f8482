import type { Delivery, Quote } from '../../protocol/claims.ts';
import type { NewLine } from './decide-hold.ts';
import type { StockState } from './stock-state.ts';

/** What the viewer will pay, and on what promises: one line per article and price, whatever the pools. */
export function quoteOf(
  { drop, items }: StockState,
  { lines, delivery }: { lines: readonly NewLine[]; delivery: Delivery },
): Quote {
  const merged: Quote['lines'] = [];
  for (const { skuId, priceMinor, rung, isAddOn, quantity } of lines) {
    const known = merged.find(
      (line) => line.skuId === skuId && line.rung === rung && (line.isAddOn ?? false) === isAddOn,
    );
    if (known) {
      known.quantity += quantity;
      continue;
    }
    const item = items.get(skuId);
    merged.push({
      skuId,
      title: item?.title ?? '',
      quantity,
      unitPriceMinor: priceMinor,
      listPriceMinor: item?.listPriceMinor ?? priceMinor,
      rung,
      ...(isAddOn ? { isAddOn } : {}),
    });
  }
  const itemsMinor = merged.reduce((sum, line) => sum + line.quantity * line.unitPriceMinor, 0);
  const shippingMinor = delivery === 'pick_up' ? 0 : drop.shippingMinor;
  return {
    currency: drop.currency,
    lines: merged,
    itemsMinor,
    shippingMinor,
    taxMinor: 0,
    totalMinor: itemsMinor + shippingMinor,
    shippingPromise: drop.shippingPromise,
    returnsPromise: drop.returnsPromise,
    warrantyPromise: drop.warrantyPromise,
    offer: drop.offer,
  };
}
