import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shareOf } from '../../protocol/money.ts';
import { commissionOf, commissionRate } from './commission.ts';

const rate = { rateBps: 1000, capBps: 5000 };

describe('the commission on a net', () => {
  it.each([
    [9999, 1000],
    [6666, 667],
    [3333, 333],
    [0, 0],
  ])('of %i at 10 % is %i', (net, earned) => {
    expect(commissionOf(net, rate)).toBe(earned);
  });

  it('rounds half up', () => {
    expect(commissionOf(5, rate)).toBe(1);
    expect(commissionOf(4, rate)).toBe(0);
  });

  it('never goes over the joint cap, also not by rounding', () => {
    expect(commissionOf(10_000, { rateBps: 9000, capBps: 5000 })).toBe(5000);
    expect(commissionOf(99, { rateBps: 5000, capBps: 5000 })).toBe(49);
  });

  it('ends at 0 after refunds only when the whole is computed anew', () => {
    const refund = 3333;
    const reversedOneByOne = 3 * shareOf(refund, rate.rateBps);
    expect(shareOf(9999, rate.rateBps) - reversedOneByOne).toBe(1);
    expect(commissionOf(9999 - 3 * refund, rate)).toBe(0);
  });

  it('is never negative and never more than the net', () => {
    const bps = fc.integer({ min: 0, max: 10_000 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000 }), bps, bps, (net, rateBps, capBps) => {
        const earned = commissionOf(net, { rateBps, capBps });
        expect(earned).toBeGreaterThanOrEqual(0);
        expect(earned * 10_000).toBeLessThanOrEqual(net * capBps);
      }),
    );
  });
});

describe('the rate', () => {
  const terms = { newCustomerBps: 1500, existingCustomerBps: 800 };

  it('depends on whether the customer is new to the brand', () => {
    expect(commissionRate(terms, { customerKind: 'new', reason: 'OTHER_CREATOR_FIRST' })).toBe(
      1500,
    );
    expect(commissionRate(terms, { customerKind: 'existing', reason: 'EXISTING_CUSTOMER' })).toBe(
      800,
    );
  });

  it('is 0 when the creator buys from herself or the currency is another one', () => {
    expect(commissionRate(terms, { customerKind: 'new', reason: 'SELF_REFERRAL' })).toBe(0);
    expect(commissionRate(terms, { customerKind: 'new', reason: 'CURRENCY_UNSUPPORTED' })).toBe(0);
  });
});
