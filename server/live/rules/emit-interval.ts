const MOST_PER_SECOND = 10;
const SENDS_PER_SECOND = 20_000;

/** Least time between two states of one drop: `min(10 Hz, 20,000 / sockets)`. */
export function emitIntervalMs(sockets: number): number {
  return 1_000 / Math.min(MOST_PER_SECOND, SENDS_PER_SECOND / Math.max(1, sockets));
}
