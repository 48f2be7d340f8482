import { EVERYONE } from '../../protocol/stock-keys.ts';
import type { PoolState, StockState } from './stock-state.ts';

/** The pools without those of everyone's units that will be offered to somebody in line. */
export function poolsForNewcomers({
  pools,
  waitingUnits,
  isLineServed,
}: StockState): readonly PoolState[] {
  if (isLineServed || waitingUnits.size === 0) return pools;
  const kept = new Map(waitingUnits);
  return pools.map((pool) => {
    const waitedFor = kept.get(pool.skuId) ?? 0;
    if (pool.audience !== EVERYONE || waitedFor === 0) return pool;
    const away = Math.min(waitedFor, pool.available);
    kept.set(pool.skuId, waitedFor - away);
    return { ...pool, available: pool.available - away };
  });
}
