import { describe, expect, it } from 'vitest';
import { afterTry } from './after-try.ts';

const now = new Date('2026-09-01T12:00:00.000Z');

describe('after a try', () => {
  it.each([
    [201, 'sent'],
    [404, 'gone'],
    [410, 'gone'],
    [413, 'gone'],
    [401, 'again'],
    [403, 'again'],
    [429, 'again'],
    [503, 'again'],
    [null, 'again'],
  ])('%s means that it is %s', (status, kind) => {
    expect(afterTry(status, { attempts: 1, now }).kind).toBe(kind);
  });

  it('pauses grow, to a quarter of an hour at most', () => {
    const pauses = [1, 2, 20].map((attempts) => {
      const after = afterTry(null, { attempts, now });
      return after.kind === 'again' ? after.at.getTime() - now.getTime() : 0;
    });
    expect(pauses).toEqual([10_000, 20_000, 900_000]);
  });
});
