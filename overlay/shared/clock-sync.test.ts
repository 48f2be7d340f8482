import { describe, expect, it, vi } from 'vitest';
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

  it('is not sure from a sleep on, counts the sleep in, and is sure and right when it is measured', async () => {
    const world = makeWorld({ localAheadMs: 3 * HOUR });
    const clock = createClockSync(world.local, world.wall);
    await clock.measure(world.ask([20]));
    expect(clock.isSure()).toBe(true);
    world.sleep(90_000);
    expect(clock.isSure()).toBe(false);
    expect(Math.abs(clock.now() - world.server())).toBeLessThanOrEqual(10);
    await clock.measure(world.ask([400, 20]));
    expect(clock.isSure()).toBe(true);
    expect(Math.abs(clock.now() - world.server())).toBeLessThanOrEqual(10);
  });

  it('takes no answer for a measurement that was asked for before a sleep', async () => {
    const world = makeWorld({ localAheadMs: 0 });
    const clock = createClockSync(world.local, world.wall);
    await clock.measure(world.ask([20]));
    let trips = 0;
    await clock.measure(async (c0) => {
      trips += 1;
      if (trips > 1) throw new Error('timeout');
      world.sleep(60_000);
      const at = world.server();
      return { c0, s1: at, s2: at };
    });
    expect(Math.abs(clock.now() - world.server())).toBeLessThanOrEqual(10);
    expect(clock.isSure()).toBe(false);
  });

  it('tells of each sleep once, and of a clock that was set back as of no sleep', () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const world = makeWorld({ localAheadMs: 0 });
    const clock = createClockSync(world.local, world.wall);
    const slept: number[] = [];
    const stop = clock.watch((ms) => slept.push(ms));
    world.sleep(5_000);
    vi.advanceTimersByTime(1_000);
    clock.seed(world.server());
    vi.advanceTimersByTime(1_000);
    world.setWall(-HOUR);
    vi.advanceTimersByTime(1_000);
    stop();
    vi.useRealTimers();
    expect(slept).toEqual([5_000, 0]);
  });

  it('lets the newest measurement win over one that still waits for a dead line', async () => {
    const world = makeWorld({ localAheadMs: 0 });
    const clock = createClockSync(world.local, world.wall);
    let answerLate = (_: unknown) => {};
    const late = clock.measure(
      (c0) =>
        new Promise((resolve) => {
          answerLate = () => resolve({ c0, s1: 5, s2: 5 });
        }),
    );
    await clock.measure(world.ask([20]));
    answerLate(null);
    await late;
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
  let sleptMs = 0;
  const server = () => 1_800_000_000_000 + elapsedMs + sleptMs;
  return {
    server,
    local: () => 5_000 + elapsedMs,
    wall: () => server() + wallAheadMs,
    sleep: (ms: number) => {
      sleptMs += ms;
    },
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
