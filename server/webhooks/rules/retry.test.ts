import { describe, expect, it } from 'vitest';
import { nextStep } from './retry.ts';

const now = new Date('2026-09-01T12:00:00Z');

describe('a message that was not taken', () => {
  it('is tried ten times over 75 hours', () => {
    let at = now;
    let tries = 1;
    for (;;) {
      const step = nextStep({ status: 500 }, { attempt: tries, now: at, chance: 0.5 });
      if (step.kind !== 'again') break;
      at = step.at;
      tries += 1;
    }
    expect(tries).toBe(10);
    expect((at.getTime() - now.getTime()) / 3_600_000).toBeCloseTo(75.585, 2);
  });

  it('comes a tenth earlier or later at most', () => {
    const pause = (chance: number) => {
      const step = nextStep({ status: null }, { attempt: 2, now, chance });
      return step.kind === 'again' ? step.at.getTime() - now.getTime() : 0;
    };
    expect([pause(0), pause(1)]).toEqual([270_000, 330_000]);
  });

  it.each([200, 204, 299])('is over after %i', (status) => {
    expect(nextStep({ status }, { attempt: 1, now, chance: 0 })).toEqual({ kind: 'delivered' });
  });

  it('ends the endpoint after 410, and a redirect is no success', () => {
    expect(nextStep({ status: 410 }, { attempt: 1, now, chance: 0 }).kind).toBe('gone');
    expect(nextStep({ status: 302 }, { attempt: 1, now, chance: 0 }).kind).toBe('again');
  });
});
