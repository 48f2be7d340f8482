import { describe, expect, it } from 'vitest';
import { afterSecond, type ClaimsPulse, perMinute, pulseOf } from './claims-pulse.ts';

describe('the pulse of claims', () => {
  it('counts the last sixty seconds and forgets the one before', () => {
    let pulse: ClaimsPulse = [];
    pulse = afterSecond(pulse, 7);
    for (let second = 0; second < 59; second += 1) pulse = afterSecond(pulse, 1);
    expect(perMinute(pulse)).toBe(7 + 59);
    expect(perMinute(afterSecond(pulse, 2))).toBe(59 + 2);
  });

  it('that begins in the middle of a sale forgets each unit a minute after it was claimed', () => {
    const now = 1_000_000;
    const claimed = [
      { at: now - 59_500, units: 4 },
      { at: now - 30_000, units: 2 },
      { at: now - 60_001, units: 9 },
    ];
    let pulse = pulseOf(claimed, now);
    expect(perMinute(pulse)).toBe(6);
    pulse = afterSecond(pulse, 1);
    expect(perMinute(pulse)).toBe(3);
    for (let second = 0; second < 28; second += 1) pulse = afterSecond(pulse, 0);
    expect(perMinute(pulse)).toBe(3);
    expect(perMinute(afterSecond(pulse, 0))).toBe(1);
  });
});
