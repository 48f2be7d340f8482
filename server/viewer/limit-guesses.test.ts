import { describe, expect, it } from 'vitest';
import { movableClock } from '../platform/clock.ts';
import { Problem } from '../platform/problem.ts';
import { createRateLimits } from '../platform/rate-limit.ts';
import { limitGuesses } from './limit-guesses.ts';

const MINUTE_MS = 60_000;
const later = { code: 'too_many_requests' };

function setUp() {
  const clock = movableClock(new Date('2026-09-01T12:00:00Z'));
  const guesses = limitGuesses(createRateLimits({ clock }), clock);
  const wrong = async () => {
    throw new Problem('code_unknown');
  };
  const right = async () => 'right';
  return { clock, guesses, wrong, right };
}

describe('guesses', () => {
  it('are refused before they are looked at after ten wrong ones of one browser', async () => {
    const { clock, guesses, wrong, right } = setUp();
    const viewer = { visitorId: 'v', address: '127.0.0.1' };
    for (let n = 0; n < 10; n += 1) {
      const guess = guesses.guardGuess(viewer, wrong);
      await expect(guess).rejects.toMatchObject({ code: 'code_unknown' });
    }
    await expect(guesses.guardGuess(viewer, wrong)).rejects.toMatchObject(later);
    await expect(guesses.guardGuess(viewer, right)).rejects.toMatchObject(later);
    const other = { visitorId: 'w', address: '127.0.0.1' };
    expect(await guesses.guardGuess(other, right)).toBe('right');
    clock.advance(10 * MINUTE_MS);
    expect(await guesses.guardGuess(viewer, right)).toBe('right');
  });

  it('at the code that pairs a device are guesses too', async () => {
    const { guesses } = setUp();
    const viewer = { visitorId: 'v', address: '127.0.0.1' };
    const wrong = async () => {
      throw new Problem('pair_code_unknown');
    };
    for (let n = 0; n < 10; n += 1) {
      await expect(guesses.guardGuess(viewer, wrong)).rejects.toMatchObject({
        code: 'pair_code_unknown',
      });
    }
    await expect(guesses.guardGuess(viewer, wrong)).rejects.toMatchObject(later);
  });

  it('are counted by network where no cookie is kept, and right ones never', async () => {
    const { guesses, wrong, right } = setUp();
    const from = (address: string) => ({ visitorId: null, address });
    for (let n = 0; n < 1_000; n += 1) await guesses.guardGuess(from('203.0.113.7'), right);
    for (let n = 0; n < 200; n += 1) {
      const guess = guesses.guardGuess(from(`203.0.113.${n}`), wrong);
      await expect(guess).rejects.toMatchObject({ code: 'code_unknown' });
    }
    const next = guesses.guardGuess(from('203.0.113.250'), wrong);
    await expect(next).rejects.toMatchObject(later);
    await expect(guesses.guardGuess(from('203.0.113.7'), right)).rejects.toMatchObject(later);
    expect(await guesses.guardGuess(from('198.51.100.7'), right)).toBe('right');
  });

  it('let one network ask for a hundred mails in a quarter of an hour', async () => {
    const { guesses } = setUp();
    const viewer = { visitorId: null, address: '203.0.113.7' };
    for (let n = 0; n < 100; n += 1) await guesses.countMail(viewer);
    await expect(guesses.countMail(viewer)).rejects.toMatchObject(later);
  });
});
