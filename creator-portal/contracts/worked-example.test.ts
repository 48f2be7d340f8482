import { describe, expect, it } from 'vitest';
import { type ContractTerms, DEFAULT_TERMS } from '../../server/protocol/contracts.ts';
import { workedExample } from './worked-example.ts';

const TERMS: ContractTerms = { ...DEFAULT_TERMS, currency: 'eur', newCustomerBps: 1800 };
const of = (change: Partial<ContractTerms> = {}) =>
  workedExample({ ...TERMS, ...change }, { orderMinor: 5_000, jointCapBps: 5_000 });

describe('the worked example', () => {
  it('says what an order pays, from a new and from a returning customer', () => {
    expect(of()).toEqual([
      'An order of €50.00 from a new customer pays €9.00.',
      'From a returning customer it pays €4.00.',
    ]);
  });

  it('follows caps, tiers, later orders, LTV and the fee per drop', () => {
    const all = of({
      caps: { orderMinor: 800, dropMinor: null, monthMinor: null },
      tiers: {
        ...({ period: 'month', basis: 'orders', mode: 'marginal' } as const),
        steps: [{ from: 100, plusBps: 500 }],
      },
      recurring: { months: 6, bps: 400 },
      ltv: {
        ...({ days: 30, thresholdMinor: 4_000, bps: 1_000, flatMinor: 0 } as const),
        ...{ minimumCustomers: 30, capMinor: null },
      },
      dropFeeMinor: 15_000,
    });
    expect(all).toEqual([
      'An order of €50.00 from a new customer pays €8.00.',
      'From a returning customer it pays €4.00.',
      'A cap of the contract cuts it.',
      'From 100 orders a month on, the same order of €50.00 from a new customer pays €8.00.',
      'When a customer whom the creator brought orders €50.00 later, outside any drop, it pays €2.00.',
      '30 customers of one month who are worth €90.00 each pay a fee of €150.00.',
      'Each drop pays €150.00 on top.',
    ]);
  });

  it('promises no more LTV fee than the joint cap leaves beside the commission', () => {
    const ltv = {
      ...({ days: 30, thresholdMinor: 0, bps: 9_000, flatMinor: 0 } as const),
      ...{ minimumCustomers: 10, capMinor: null },
    };
    expect(of({ ltv }).slice(2)).toEqual([
      '10 customers of one month who are worth €50.00 each pay a fee of €160.00.',
      'More than 50% of an order is never paid.',
    ]);
  });

  it('never promises more than the joint cap', () => {
    expect(of({ newCustomerBps: 0, newCustomerFlatMinor: 4_000 })).toEqual([
      'An order of €50.00 from a new customer pays €25.00.',
      'From a returning customer it pays €4.00.',
      'More than 50% of an order is never paid.',
    ]);
  });
});
