import type { Stock } from '../../protocol/drops.ts';
import { EVERYONE } from '../../protocol/stock-keys.ts';

/** The buckets of one pool; without a word on its audience they are everyone's. */
export type Buckets = {
  audience?: string;
  capacity: number;
  available: number;
  held: number;
  sold: number;
};

/** What several pools hold together; free units of other audiences than everyone are reserved. */
export function sumStock(pools: readonly Buckets[]): Stock {
  const sum = { total: 0, available: 0, reserved: 0, held: 0, sold: 0 };
  for (const pool of pools) {
    const isOpen = (pool.audience ?? EVERYONE) === EVERYONE;
    sum.total += pool.capacity;
    sum[isOpen ? 'available' : 'reserved'] += pool.available;
    sum.held += pool.held;
    sum.sold += pool.sold;
  }
  return sum;
}

/** What several SKUs come to. */
export function addStocks(stocks: readonly Stock[]): Stock {
  const sum = { total: 0, available: 0, reserved: 0, held: 0, sold: 0 };
  for (const stock of stocks) {
    sum.total += stock.total;
    sum.available += stock.available;
    sum.reserved += stock.reserved;
    sum.held += stock.held;
    sum.sold += stock.sold;
  }
  return sum;
}
