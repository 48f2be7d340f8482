import { describe, expect, it } from 'vitest';
import { createClockSync } from './clock-sync.ts';

const HOUR = 3_600_000;

describe("the server's time on a page", () => {
  it('is right within half of the best round trip, with a clock that is three hours off', async () => {
    const world = makeWorld({ localAheadMs: 3 * HOUR });
    const clock = createClockSync(world.local, world.wall);
    await clock.measure(world.ask([400, 300, 20, 900, 250, 30, 500, 600]));
    expect(Math.abs(clock.now() - world.server())).toBeLessThanOrEqual(10);
  });

  it('survives that somebody sets the clock of the computer', async () => {
    const world = makeWorld({ localAheadMs: 0 });
    const clock = createClockSync(world.local, world.wall);
    await clock.measure(world.ask([20]));
    world.setWall(-HOUR);
    expect(Math.abs(clock.now() - world.server())).toBeLessThanOrEqual(10);
  });

  it('comes from the first message until there is something better', () => {
    const world = makeWorld({ localAheadMs: -2 * HOUR });
    const clock = createClockSync(world.local, world.wall);
    clock.seed(world.server());
    expect(clock.now()).toBe(world.server());
  });

  it('stays as it was when no answer comes', async () => {
    const world = makeWorld({ localAheadMs: 0 });
    const clock = createClockSync(world.local, world.wall);
    clock.seed(world.server());
    await clock.measure(() => Promise.reject(new Error('timeout')));
    expect(clock.now()).toBe(world.server());
  });
});

/** A server and a page whose clocks differ, and a line between them that is slower one way. */
function makeWorld({ localAheadMs }: { localAheadMs: number }) {
  let elapsedMs = 0;
  let wallAheadMs = localAheadMs;
  const server = () => 1_800_000_000_000 + elapsedMs;
  return {
    server,
    local: () => 5_000 + elapsedMs,
    wall: () => server() + wallAheadMs,
    setWall: (aheadMs: number) => {
      wallAheadMs = aheadMs;
    },
    ask: (roundTripsMs: number[]) => {
      let trip = 0;
      return async (c0: number) => {
        const tookMs = roundTripsMs[trip % roundTripsMs.length] ?? 0;
        trip += 1;
        elapsedMs += tookMs * 0.8;
        const at = server();
        elapsedMs += tookMs * 0.2;
        return { c0, s1: at, s2: at };
      };
    },
  };
}
