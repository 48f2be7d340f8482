import type { ClockAnswer } from '../../server/protocol/live-events.ts';

/** The server's time on a machine whose own clock may be hours off. */
export type ClockSync = {
  /** Server time, epoch milliseconds. */
  now(): number;
  /**
   * False since the computer slept or somebody set its clock, until the offset is measured again:
   * nobody can tell the two apart, and `now` goes by the more usual one, sleep.
   */
  isSure(): boolean;
  /** A server time that has just arrived; used only until the first measurement. */
  seed(serverAt: number): void;
  /** Measures the offset by round trips and keeps the best one; the newest call wins. Never throws. */
  measure(ask: (c0: number) => Promise<ClockAnswer>): Promise<void>;
  /**
   * Calls `onLost` at once when the clock stops being sure, with the milliseconds that were slept
   * (0: the clock was set back). Returns the function that ends it.
   */
  watch(onLost: (sleptMs: number) => void): () => void;
};

const ROUND_TRIPS = 8;
const LOOK_MS = 250;
/** Further apart than this, the two clocks of a computer did not drift. */
const JUMP_MS = 150;

/**
 * Keeps the offset between the server's clock and a local clock that only goes forward, so that
 * setting the computer's clock changes nothing. Of eight round trips the shortest decides: its
 * error is at most half of its duration (Cristian's algorithm). On most systems that local clock
 * stands still while the computer sleeps and the wall clock does not: by that a sleep is seen.
 */
export function createClockSync(
  local: () => number = () => performance.now(),
  wall: () => number = () => Date.now(),
): ClockSync {
  const aheadMs = () => wall() - local();
  /** How far the wall clock was ahead when the offset was found. */
  let baseMs = aheadMs();
  let offsetMs = baseMs;
  let isMeasured = false;
  let newest = 0;

  const jumpMs = () => {
    const jump = aheadMs() - baseMs;
    return Math.abs(jump) > JUMP_MS ? jump : 0;
  };
  const isSure = () => jumpMs() === 0;
  return {
    now: () => local() + offsetMs + Math.max(0, jumpMs()),
    isSure,
    seed: (serverAt) => {
      if (isMeasured) return;
      offsetMs = serverAt - local();
      baseMs = aheadMs();
    },
    measure: async (ask) => {
      newest += 1;
      const own = newest;
      let bestMs = Number.POSITIVE_INFINITY;
      for (let trip = 0; trip < ROUND_TRIPS; trip += 1) {
        const sentAt = local();
        const sentAheadMs = aheadMs();
        const answer = await ask(sentAt).catch(() => null);
        if (own !== newest) return;
        if (answer === null || answer.c0 !== sentAt) continue;
        const receivedAt = local();
        const roundTripMs = receivedAt - sentAt - (answer.s2 - answer.s1);
        // Asked before a sleep and answered after it: that says nothing.
        const hasSlept = Math.abs(aheadMs() - sentAheadMs) > JUMP_MS;
        if (hasSlept || (roundTripMs >= bestMs && isSure())) continue;
        bestMs = roundTripMs;
        offsetMs = (answer.s1 - sentAt + (answer.s2 - receivedAt)) / 2;
        baseMs = sentAheadMs;
        isMeasured = true;
      }
    },
    watch: (onLost) => {
      let wasSure = true;
      const timer = setInterval(() => {
        const jump = jumpMs();
        if (wasSure && jump !== 0) onLost(Math.max(0, jump));
        wasSure = jump === 0;
      }, LOOK_MS);
      return () => clearInterval(timer);
    },
  };
}
