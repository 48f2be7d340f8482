/** Where "now" comes from. Everything that depends on time is told it through this. */
export type Clock = { now(): Date };

export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands still until it is moved; for tests and for seeding a past. */
export function movableClock(
  start: Date,
): Clock & { set(to: Date): void; advance(ms: number): void } {
  let time = start.getTime();
  return {
    now: () => new Date(time),
    set: (to) => {
      time = to.getTime();
    },
    advance: (ms) => {
      time += ms;
    },
  };
}
