import type { PhaseFacts } from '../../protocol/drops.ts';
import { sumStock } from './sum-stock.ts';

type DropTimes = {
  publishedAt: Date | null;
  pausedAt: Date | null;
  endedAt: Date | null;
  startsAt: Date;
  endsAt: Date;
  pools: readonly { capacity: number; available: number; held: number; sold: number }[];
};

/** The facts that decide a drop's phase, as every screen gets them. */
export function phaseFacts(drop: DropTimes): PhaseFacts {
  return {
    publishedAt: drop.publishedAt?.getTime() ?? null,
    pausedAt: drop.pausedAt?.getTime() ?? null,
    endedAt: drop.endedAt?.getTime() ?? null,
    startsAt: drop.startsAt.getTime(),
    endsAt: drop.endsAt.getTime(),
    available: sumStock(drop.pools).available,
  };
}
