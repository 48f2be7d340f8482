/** @jsxImportSource preact */
import type { DropNow } from './use-live-drop.ts';

/** Fewer say nothing about demand. */
const LEAST_UNITS = 3;
/** The hub repeats the figure every few seconds; what it no longer vouches for is not shown. */
const FRESH_MS = 12_000;

/** How fast units go, in the hub's own figures of the last minute, or nothing. */
export function DemandLine({ drop }: { drop: Pick<DropNow, 'demand' | 'drawnAt' | 'staleness'> }) {
  const { demand, drawnAt, staleness } = drop;
  if (!demand || demand.unitsPerMinute < LEAST_UNITS || staleness !== 'fresh') return null;
  if (drawnAt - demand.at > FRESH_MS) return null;
  return <p class="demand soft fine">{demand.unitsPerMinute} claimed in the last minute</p>;
}
