import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createDelayLine } from './delay-line.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('the delay line', () => {
  it('shows at once without a delay', () => {
    const shown: string[] = [];
    createDelayLine(() => 0).add(() => shown.push('a'));
    expect(shown).toEqual(['a']);
  });

  it('shows each thing as much later as the stream is', () => {
    const shown: string[] = [];
    const line = createDelayLine(() => 10_000);
    line.add(() => shown.push('a'));
    vi.advanceTimersByTime(4_000);
    line.add(() => shown.push('b'));
    vi.advanceTimersByTime(5_999);
    expect(shown).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(shown).toEqual(['a']);
    vi.advanceTimersByTime(4_000);
    expect(shown).toEqual(['a', 'b']);
  });

  it('keeps the order when the delay becomes shorter, and forgets what was cleared', () => {
    let delayMs = 10_000;
    const shown: string[] = [];
    const line = createDelayLine(() => delayMs);
    line.add(() => shown.push('a'));
    vi.advanceTimersByTime(2_000);
    line.add(() => shown.push('b'));
    delayMs = 2_000;
    line.changed();
    expect(shown).toEqual(['a']);
    line.clear();
    vi.advanceTimersByTime(20_000);
    expect(shown).toEqual(['a']);
  });
});
