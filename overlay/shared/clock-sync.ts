import type { ClockAnswer } from '../../server/protocol/live-events.ts';

/** The server's time on a machine whose own clock may be hours off. */
export type ClockSync = {
  /** Server time, epoch milliseconds. */
  now(): number;
  /** A server time that has just arrived; used only until the first measurement. */
  seed(serverAt: number): void;
  /** Measures the offset by round trips and keeps the best one. Never throws. */
  measure(ask: (c0: number) => Promise<ClockAnswer>): Promise<void>;
};

const ROUND_TRIPS = 8;

/**
 * Keeps the offset between the server's clock and a local clock that only goes forward, so that
 * setting the computer's clock changes nothing. Of eight round trips the shortest decides: its
 * error is at most half of its duration (Cristian's algorithm).
 */
export function createClockSync(
  local: () => number = () => performance.now(),
  wall: () => number = () => Date.now(),
): ClockSync {
  let offsetMs = wall() - local();
  let isMeasured = false;

  return {
    now: () => local() + offsetMs,
    seed: (serverAt) => {
      if (!isMeasured) offsetMs = serverAt - local();
    },
    measure: async (ask) => {
      let bestMs = Number.POSITIVE_INFINITY;
      for (let trip = 0; trip < ROUND_TRIPS; trip += 1) {
        const sentAt = local();
        const answer = await ask(sentAt).catch(() => null);
        if (answer === null || answer.c0 !== sentAt) continue;
        const receivedAt = local();
        const roundTripMs = receivedAt - sentAt - (answer.s2 - answer.s1);
        if (roundTripMs >= bestMs) continue;
        bestMs = roundTripMs;
        offsetMs = (answer.s1 - sentAt + (answer.s2 - receivedAt)) / 2;
        isMeasured = true;
      }
    },
  };
}
