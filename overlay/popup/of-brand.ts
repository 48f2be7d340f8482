import type { Stall } from './free-units.ts';
import type { Counter, Sale } from './kept.ts';
import { isUnreported } from './sale-status.ts';

/** Whether a sale was made for the brand that the device sells for now: no other is told of it. */
export function isOfBrand({ brandId }: Pick<Counter, 'brandId'>, sale: Pick<Sale, 'brandId'>) {
  return sale.brandId === undefined || sale.brandId === brandId;
}

/** What waits for the code of another brand, by that brand. */
export function waitingElsewhere({
  counter,
  sales,
}: Stall): { brandName: string; count: number }[] {
  const counts = new Map<string, { brandName: string; count: number }>();
  for (const sale of sales) {
    if (isOfBrand(counter, sale) || !isUnreported(sale)) continue;
    const { brandId = '', brandName = '' } = sale;
    counts.set(brandId, { brandName, count: (counts.get(brandId)?.count ?? 0) + 1 });
  }
  return [...counts.values()];
}
