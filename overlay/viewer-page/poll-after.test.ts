import { describe, expect, it } from 'vitest';
import { CLAIM_STATES } from '../../server/protocol/claims.ts';
import { pollAfterMs } from './poll-after.ts';

const NOW = 1_000_000;

describe('how often a page asks what became of a claim', () => {
  it('asks right after the end of a hold', () => {
    expect(pollAfterMs({ state: 'held', expiresAt: NOW + 4_000 }, NOW)).toBe(4_300);
  });

  it('asks seldom while a hold has long to run', () => {
    expect(pollAfterMs({ state: 'held', expiresAt: NOW + 600_000 }, NOW)).toBe(15_000);
  });

  it('asks often while money is on its way', () => {
    expect(pollAfterMs({ state: 'paying', expiresAt: NOW - 1 }, NOW)).toBe(1_500);
  });

  it('stops when nothing can happen any more', () => {
    const asking = CLAIM_STATES.filter(
      (state) => pollAfterMs({ state, expiresAt: NOW }, NOW) !== null,
    );
    expect(asking).toEqual(['held', 'paying', 'expiring', 'payment_pending']);
  });
});
