import type { Clock } from '../platform/clock.ts';

/** What is to happen, in the order of its time; what happens may plan what follows from it. */
export type Agenda = {
  plan(at: Date, run: () => Promise<unknown>): void;
  /**
   * Plays everything up to a moment, with the clock at each step's own time, and leaves the clock at
   * that moment. What was planned for later never happens here: the world goes on by itself.
   */
  playUntil(end: Date): Promise<void>;
};

export function createAgenda(clock: Clock & { set(to: Date): void }): Agenda {
  const steps: { atMs: number; turn: number; run: () => Promise<unknown> }[] = [];
  let turn = 0;

  function takeNext(endMs: number) {
    steps.sort((a, b) => b.atMs - a.atMs || b.turn - a.turn);
    const next = steps.at(-1);
    return next && next.atMs <= endMs ? steps.pop() : undefined;
  }

  return {
    plan: (at, run) => {
      turn += 1;
      steps.push({ atMs: Math.max(at.getTime(), clock.now().getTime()), turn, run });
    },
    playUntil: async (end) => {
      for (let step = takeNext(end.getTime()); step; step = takeNext(end.getTime())) {
        clock.set(new Date(step.atMs));
        await step.run();
      }
      clock.set(end);
    },
  };
}
