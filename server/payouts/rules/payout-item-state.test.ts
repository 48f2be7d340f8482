import { describe, expect, test } from 'vitest';
import type { PayoutItemState } from '../../protocol/payouts.ts';
import { payoutBatchState, payoutItemState } from './payout-item-state.ts';

const AT = new Date('2026-09-01T12:00:00.000Z');
const OPEN = { lockedAt: null, approvedAt: null, canceledAt: null };
const NEW = { sentAt: null, paidAt: null, failedAt: null, attempts: [] };

describe('a payout', () => {
  test.each([
    ['draft', {}, {}],
    ['locked', {}, { lockedAt: AT }],
    ['approved', {}, { lockedAt: AT, approvedAt: AT }],
    ['sending', { attempts: [{ status: 'sending' }] }, { approvedAt: AT }],
    // A new try after a failure is on its way, whatever the last one was.
    ['sending', { failedAt: AT, attempts: [{ status: 'sending' }] }, { approvedAt: AT }],
    ['failed', { failedAt: AT, attempts: [{ status: 'failed' }] }, { approvedAt: AT }],
    ['sent', { sentAt: AT }, { approvedAt: AT }],
    ['paid', { sentAt: AT, paidAt: AT }, { approvedAt: AT }],
    ['canceled', {}, { lockedAt: AT, canceledAt: AT }],
  ] as const)('is %s', (state, item, batch) => {
    expect(payoutItemState({ ...NEW, ...item }, { ...OPEN, ...batch })).toBe(state);
  });
});

describe('a batch', () => {
  test.each<[string, PayoutItemState[]]>([
    ['draft', ['draft', 'draft']],
    ['locked', ['locked', 'locked']],
    ['approved', ['approved']],
    ['canceled', ['canceled', 'canceled']],
    ['sent', ['sent', 'sent']],
    // Something is on its way as long as one is neither paid nor failed.
    ['sent', ['paid', 'sending', 'failed']],
    ['sent', ['approved', 'paid']],
    ['settled', ['paid', 'paid']],
    ['partial', ['paid', 'failed', 'paid']],
    ['failed', ['failed', 'failed']],
  ])('is %s with payouts %j', (state, items) => {
    expect(payoutBatchState(items)).toBe(state);
  });
});
