import type { Stock } from '../../server/protocol/drops.ts';

/** `1 left`, `37 left`, `Sold out`. */
export function unitsLeftText(available: number): string {
  return available > 0 ? `${available.toLocaleString()} left` : 'Sold out';
}

/** Share of the units that can still be claimed, 0 to 1; 0 for a drop without units. */
export function availableShare(stock: Stock): number {
  return stock.total > 0 ? Math.min(1, Math.max(0, stock.available / stock.total)) : 0;
}

/** From a tenth of the stock on, a drop is almost gone. */
export function isLow(stock: Stock): boolean {
  return stock.available > 0 && stock.available * 10 <= stock.total;
}
