import type { PhaseFacts } from '../../protocol/drops.ts';
import { offeredPools } from './offered-pools.ts';
import { type Buckets, sumStock } from './sum-stock.ts';

type DropTimes = {
  publishedAt: Date | null;
  pausedAt: Date | null;
  endedAt: Date | null;
  startsAt: Date;
  endsAt: Date;
};

/** With `items`, only pools of what is offered count; a caller without them has no add-on to leave out. */
type DropStock =
  | { items: readonly { skuId: string }[]; pools: readonly (Buckets & { skuId: string })[] }
  | { items?: never; pools: readonly Buckets[] };

/** The facts that decide a drop's phase, as every screen gets them. */
export function phaseFacts(drop: DropTimes & DropStock): PhaseFacts {
  const pools = drop.items ? offeredPools(drop) : drop.pools;
  return { ...phaseTimes(drop), available: sumStock(pools).available };
}

/** The same without stock. */
export function phaseTimes(drop: DropTimes): Omit<PhaseFacts, 'available'> {
  return {
    publishedAt: drop.publishedAt?.getTime() ?? null,
    pausedAt: drop.pausedAt?.getTime() ?? null,
    endedAt: drop.endedAt?.getTime() ?? null,
    startsAt: drop.startsAt.getTime(),
    endsAt: drop.endsAt.getTime(),
  };
}
