import { describe, expect, it } from 'vitest';
import type { ClaimState } from '../../server/protocol/claims.ts';
import { PAGE_STATES, type PageFacts, type PageState, pageState } from './page-state.ts';

const START = Date.UTC(2026, 8, 1, 12);
const HOUR = 3_600_000;
const NOW = START + HOUR;

const LIVE: PageFacts = {
  drop: {
    publishedAt: START - HOUR,
    pausedAt: null,
    endedAt: null,
    startsAt: START,
    endsAt: START + 4 * HOUR,
    available: 40,
  },
  stock: { total: 50, available: 40, reserved: 0, held: 4, sold: 6 },
  limitPerCustomer: 1,
  hasCreators: true,
  claim: null,
  act: 'idle',
  isOnline: true,
  problem: null,
};
const SOLD_OUT: Partial<PageFacts> = {
  drop: { ...LIVE.drop, available: 0 },
  stock: { total: 50, available: 0, reserved: 0, held: 2, sold: 48 },
};

const own = (state: ClaimState, more: Partial<NonNullable<PageFacts['claim']>> = {}) => ({
  claim: { state, expiresAt: NOW + 60_000, units: 1, paidAt: null, ...more },
});

const TABLE: [state: PageState, facts: Partial<PageFacts>, now?: number][] = [
  ['scheduled', {}, START - 1],
  ['live', {}],
  ['live', {}, START],
  ['low', { stock: { total: 50, available: 5, reserved: 0, held: 0, sold: 45 } }],
  ['claiming', { act: 'claiming' }],
  ['held', own('held')],
  ['paying', own('paying')],
  ['paying', { act: 'leaving' }],
  ['paying', own('expiring')],
  ['verifying', own('payment_pending')],
  ['paid', own('paid', { paidAt: NOW - 1_000 })],
  ['already_claimed', own('paid', { paidAt: NOW - HOUR })],
  ['sold_out', SOLD_OUT],
  ['ended', {}, START + 4 * HOUR],
  ['ended', { drop: { ...LIVE.drop, endedAt: NOW - 1 } }],
  ['paused', { drop: { ...LIVE.drop, pausedAt: NOW - 1 } }],
  ['limit_reached', { problem: 'limit_reached' }],
  ['already_claimed', { problem: 'claim_already_paid' }],
  ['not_for_you', { hasCreators: false }],
  ['not_for_you', { problem: 'gate_full' }],
  ['offline', { isOnline: false }],
  ['error', { problem: 'busy' }],
  ['error', { ...SOLD_OUT, act: 'undecided' }],
  ['held', { ...own('held'), act: 'undecided' }],
  ['error', { problem: 'unreachable' }],
  ['error', { problem: 'token_expired' }],
];

describe('the state of a drop page', () => {
  it.each(TABLE)('is %s for %o', (state, facts, now = NOW) => {
    expect(pageState({ ...LIVE, ...facts }, now)).toBe(state);
  });

  it('is reached in this table for every state but the waiting room', () => {
    const reached = new Set(TABLE.map(([state]) => state));
    expect(Object.keys(PAGE_STATES).filter((state) => !reached.has(state as PageState))).toEqual([
      'waiting',
    ]);
  });

  it('never says "sold out" to somebody who holds a unit', () => {
    expect(pageState({ ...LIVE, ...SOLD_OUT, ...own('held') }, NOW)).toBe('held');
  });

  it('shows the drop again at the moment at which a hold runs out', () => {
    const facts = { ...LIVE, ...own('held', { expiresAt: NOW }) };
    expect(pageState(facts, NOW)).toBe('live');
  });

  it.each(['released', 'expired', 'failed', 'refunded'] as const)(
    'lets a viewer claim again after a claim that was %s',
    (state) => {
      expect(pageState({ ...LIVE, ...own(state) }, NOW)).toBe('live');
    },
  );

  it('lets a buyer claim again below the limit', () => {
    const facts = { ...LIVE, limitPerCustomer: 2, ...own('paid', { paidAt: NOW - HOUR }) };
    expect(pageState(facts, NOW)).toBe('live');
  });

  it('leaves a refusal that the phase of the drop explains to the phase', () => {
    expect(pageState({ ...LIVE, ...SOLD_OUT, problem: 'drop_sold_out' }, NOW)).toBe('sold_out');
  });

  it('gives every state a heading and a next step', () => {
    for (const { heading, next } of Object.values(PAGE_STATES)) {
      expect(heading.length).toBeGreaterThan(5);
      expect(next).toMatch(/[.]$/);
    }
    expect(Object.keys(PAGE_STATES)).toHaveLength(17);
  });
});
