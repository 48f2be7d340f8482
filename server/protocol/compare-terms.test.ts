import { describe, expect, it } from 'vitest';
import { compareTerms, lowersAnything } from './compare-terms.ts';
import { type ContractTerms, DEFAULT_TERMS } from './contracts.ts';

const TERMS: ContractTerms = { ...DEFAULT_TERMS, currency: 'eur' };
const rate = (bps: number, flatMinor = 0) => ({ bps, flatMinor });
const inDrop = (newCustomer: { bps: number; flatMinor: number }) => [
  { dropId: 'd1', newCustomer, existingCustomer: rate(800) },
];
const caps = { orderMinor: null, dropMinor: 500, monthMinor: null };
const ltv = {
  ...({ days: 30, thresholdMinor: 100, bps: 500, flatMinor: 0 } as const),
  ...{ minimumCustomers: 10, capMinor: null },
};
const tiers = {
  ...({ period: 'month', basis: 'orders', mode: 'marginal' } as const),
  steps: [{ from: 10, plusBps: 100 }],
};

describe('a change that is better for the creator one way is worse the other way', () => {
  it.each<[keyof ReturnType<typeof compareTerms>, Partial<ContractTerms>, Partial<ContractTerms>]>([
    ['newCustomer', {}, { newCustomerBps: 1_501 }],
    ['existingCustomer', {}, { existingCustomerBps: 801 }],
    ['attributionWindowDays', {}, { attributionWindowDays: 31 }],
    ['holdDays', {}, { holdDays: 29 }],
    ['refundWindowDays', {}, { refundWindowDays: 29 }],
    ['minimumPayoutMinor', {}, { minimumPayoutMinor: 0 }],
    ['noticeDays', {}, { noticeDays: 15 }],
    ['rateFloorBps', {}, { rateFloorBps: 1 }],
    ['survivalDays', {}, { survivalDays: 91 }],
    ['dropFeeMinor', {}, { dropFeeMinor: 1 }],
    ['caps', { caps }, {}],
    ['caps', { caps }, { caps: { ...caps, dropMinor: 501 } }],
    ['recurring', {}, { recurring: { months: 1, bps: 1 } }],
    ['recurring', { recurring: { months: 1, bps: 1 } }, { recurring: { months: 2, bps: 1 } }],
    ['ltv', {}, { ltv }],
    ['ltv', { ltv }, { ltv: { ...ltv, thresholdMinor: 99 } }],
    ['ltv', { ltv: { ...ltv, capMinor: 5 } }, { ltv }],
    ['tiers', {}, { tiers }],
    ['tiers', { tiers }, { tiers: { ...tiers, mode: 'retroactive' } }],
    ['tiers', { tiers }, { tiers: { ...tiers, steps: [{ from: 9, plusBps: 100 }] } }],
    ['dropOverrides', {}, { dropOverrides: inDrop(rate(1_501)) }],
    ['dropOverrides', { dropOverrides: inDrop(rate(1)) }, { dropOverrides: inDrop(rate(2)) }],
  ])('%s', (key, worse, better) => {
    const [low, high] = [
      { ...TERMS, ...worse },
      { ...TERMS, ...better },
    ];
    expect(compareTerms(low, high)[key]).toBe('increase');
    expect(compareTerms(high, low)[key]).toBe('decrease');
    expect(lowersAnything(low, high)).toBe(false);
    expect(lowersAnything(high, low)).toBe(true);
    expect(compareTerms(high, high)[key]).toBe('same');
  });
});

describe('what cannot be compared counts as a decrease both ways', () => {
  it.each<[string, Partial<ContractTerms>, Partial<ContractTerms>]>([
    ['a share and an amount', {}, { newCustomerBps: 0, newCustomerFlatMinor: 9_000 }],
    ['tiers of another period', { tiers }, { tiers: { ...tiers, period: 'drop' } }],
    ['LTV of other days', { ltv }, { ltv: { ...ltv, days: 90 } }],
    [
      'better and worse together',
      { recurring: { months: 1, bps: 9 } },
      { recurring: { months: 9, bps: 8 } },
    ],
    ['an override that takes tiers away', { tiers }, { tiers, dropOverrides: inDrop(rate(1_600)) }],
  ])('%s', (_, before, after) => {
    expect(lowersAnything({ ...TERMS, ...before }, { ...TERMS, ...after })).toBe(true);
    expect(lowersAnything({ ...TERMS, ...after }, { ...TERMS, ...before })).toBe(true);
  });
});
