import type { RungView } from './ladder.ts';
import type { LiveRung } from './live-events.ts';

/** A step of the price as it travels; its position is its place in the list. */
export function liveRung({ priceMinor, units, unitsLeft, endsAt }: RungView): LiveRung {
  return [priceMinor, units, unitsLeft, endsAt];
}

export function rungOfLive(
  [priceMinor, units, unitsLeft, endsAt]: LiveRung,
  index: number,
): RungView {
  return { position: index + 1, priceMinor, units, unitsLeft, endsAt };
}
