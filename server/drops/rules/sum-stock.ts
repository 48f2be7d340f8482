import type { Stock } from '../../protocol/drops.ts';

type Buckets = { capacity: number; available: number; held: number; sold: number };

/** What several pools hold together. */
export function sumStock(pools: readonly Buckets[]): Stock {
  const sum = { total: 0, available: 0, held: 0, sold: 0 };
  for (const pool of pools) {
    sum.total += pool.capacity;
    sum.available += pool.available;
    sum.held += pool.held;
    sum.sold += pool.sold;
  }
  return sum;
}
