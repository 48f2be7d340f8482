import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_TERMS } from '../../protocol/contracts.ts';
import { shareOf } from '../../protocol/money.ts';
import { commissionRate, recurringRate } from './commission.ts';
import { worthOfLines } from './line-worth.ts';

/** One order alone, without any clause. */
function commissionOf(netMinor: number, given: { rateBps: number; capBps: number }): number {
  const line = {
    ...{ id: 'line', at: 0, dropId: null, month: '2026-03', netMinor, baseMinor: netMinor },
    ...{ rate: { bps: given.rateBps, flatMinor: 0 }, counts: true, isSale: true },
    ...{ tiers: null, caps: null, jointCapBps: given.capBps },
  };
  return worthOfLines([line]).get('line')?.minor ?? -1;
}

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
  const share = (bps: number) => ({ bps, flatMinor: 0 });
  const dropOverrides = [{ dropId: 'd1', newCustomer: share(2500), existingCustomer: share(900) }];
  const terms = { ...DEFAULT_TERMS, currency: 'eur', dropOverrides };
  const sale = { customerKind: 'new', reason: null, dropId: 'd0' } as const;

  it('depends on whether the customer is new to the brand', () => {
    expect(commissionRate(terms, sale)).toEqual({ clause: 'rate', rate: share(1500) });
    const known = { ...sale, customerKind: 'existing', reason: 'EXISTING_CUSTOMER' } as const;
    expect(commissionRate(terms, known).rate).toEqual(share(800));
  });

  it('is that of the override in its drop, and in no other', () => {
    const inDrop = { ...sale, dropId: 'd1' };
    expect(commissionRate(terms, inDrop)).toEqual({ clause: 'override', rate: share(2500) });
    expect(commissionRate(terms, { ...inDrop, customerKind: 'existing' }).rate.bps).toBe(900);
    expect(commissionRate(terms, { ...sale, dropId: null }).clause).toBe('rate');
  });

  it('is 0 when the creator buys from herself or the currency is another one', () => {
    for (const reason of ['SELF_REFERRAL', 'CURRENCY_UNSUPPORTED'] as const) {
      const nothing = { clause: 'nothing', rate: share(0) };
      expect(commissionRate(terms, { ...sale, reason, dropId: 'd1' })).toEqual(nothing);
    }
  });

  it('of a repeat order holds for the months of the clause, and as long as the clause survives', () => {
    const DAY = 86_400_000;
    const recurring = { months: 2, bps: 400 };
    const day = (days: number, ms = 0) => new Date(days * DAY + ms);
    const rateAt = (capturedAt: Date, contractEndedAt: Date | null = null, currency = 'eur') =>
      recurringRate(
        { ...terms, recurring, survivalDays: 10 },
        { capturedAt, contractEndedAt, currency, acquiredAt: day(0) },
      )?.rate.bps ?? null;
    expect(rateAt(day(60, -1))).toBe(400);
    expect(rateAt(day(60))).toBeNull();
    expect(rateAt(day(30, -1), day(20))).toBe(400);
    expect(rateAt(day(30), day(20))).toBeNull();
    expect(rateAt(day(1), null, 'usd')).toBeNull();
    expect(recurringRate({ ...terms }, { ...AT, currency: 'eur' })).toBeNull();
  });
});

const AT = { capturedAt: new Date(5), acquiredAt: new Date(0), contractEndedAt: null };
