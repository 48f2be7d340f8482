// @vitest-environment happy-dom
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { DropStateMessage } from '../../server/protocol/live-events.ts';
import { countdownTarget, countdownText, startCountdown } from './countdown.ts';
import { isNewer } from './newer-state.ts';
import { stalenessOf } from './staleness.ts';

describe('a message', () => {
  const have = { d: 'd', ep: 'a', v: 5 } as DropStateMessage;
  it.each([
    ['a higher version replaces', { v: 6 }, true],
    ['the same version does not', { v: 5 }, false],
    ['a late one does not', { v: 4 }, false],
    ['another epoch does, whatever its version', { ep: 'b', v: 1 }, true],
    ['another drop does', { d: 'e', v: 1 }, true],
  ])('%s', (_name, change, replaces) => {
    expect(isNewer(have, { ...have, ...change })).toBe(replaces);
  });
});

describe('what a page has heard', () => {
  it('is the newest of what arrived, in whatever order and however much was lost', () => {
    const arrived = fc.array(fc.nat({ max: 30 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(arrived, (versions) => {
        let have: DropStateMessage | null = null;
        const drawn: number[] = [];
        for (const v of versions) {
          const message = { d: 'd', ep: 'a', v } as DropStateMessage;
          if (!isNewer(have, message)) continue;
          have = message;
          drawn.push(v);
        }
        expect(have?.v).toBe(Math.max(...versions));
        expect(drawn).toEqual([...new Set(drawn)].sort((a, b) => a - b));
      }),
    );
  });
});

describe('a countdown', () => {
  afterEach(() => void vi.useRealTimers());

  it('shows zero only when it is over', () => {
    const texts = [0, 1, 1_000, 61_000, 3_600_000, 90_061_000].map((ms) => countdownText(ms));
    expect(texts).toEqual(['00:00', '00:01', '00:01', '01:01', '1:00:00', '1d 01:01:01']);
  });

  it('goes to the start, then to the end, then nowhere', () => {
    const facts = { startsAt: 10, endsAt: 20, endedAt: null };
    expect([9, 10, 19, 20].map((now) => countdownTarget(facts, now))).toEqual([10, 20, 20, null]);
    expect(countdownTarget({ ...facts, endedAt: 12 }, 15)).toBeNull();
  });

  it('ticks once a second and not in between', () => {
    vi.useFakeTimers();
    const startedAt = Date.now();
    const shown: string[] = [];
    const stop = startCountdown({
      now: Date.now,
      targetAt: () => startedAt + 3_500,
      onTick: (leftMs) => shown.push(countdownText(leftMs ?? 0)),
    });
    vi.advanceTimersByTime(3_600);
    stop();
    vi.advanceTimersByTime(5_000);
    expect(shown).toEqual(['00:04', '00:03', '00:02', '00:01', '00:00']);
  });
});

describe('trust in the shown stock', () => {
  it('fades at ten seconds and ends at thirty', () => {
    expect([0, 9_999, 10_000, 29_999, 30_000, Number.POSITIVE_INFINITY].map(stalenessOf)).toEqual([
      'fresh',
      'fresh',
      'stale',
      'stale',
      'lost',
      'lost',
    ]);
  });
});
