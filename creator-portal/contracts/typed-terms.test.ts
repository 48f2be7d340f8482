import { describe, expect, it } from 'vitest';
import { type ContractTerms, DEFAULT_TERMS } from '../../server/protocol/contracts.ts';
import { readTerms, typedTerms } from './typed-terms.ts';

const TERMS: ContractTerms = { ...DEFAULT_TERMS, currency: 'eur' };
const RICH: ContractTerms = {
  ...TERMS,
  newCustomerBps: 0,
  newCustomerFlatMinor: 950,
  dropOverrides: [
    {
      dropId: 'd1',
      newCustomer: { bps: 2050, flatMinor: 0 },
      existingCustomer: { bps: 0, flatMinor: 1 },
    },
  ],
  caps: { orderMinor: 5_000, dropMinor: null, monthMinor: 100_000 },
  tiers: {
    ...({ period: 'drop', basis: 'revenue', mode: 'retroactive' } as const),
    steps: [
      { from: 100_050, plusBps: 150 },
      { from: 200_000, plusBps: 300 },
    ],
  },
  recurring: { months: 12, bps: 325 },
  ltv: {
    ...({ days: 60, thresholdMinor: 7_550, bps: 0, flatMinor: 400 } as const),
    ...{ minimumCustomers: 25, capMinor: 50_000 },
  },
  dropFeeMinor: 10_000,
  rateFloorBps: 0,
};

describe('terms that are typed', () => {
  it.each([
    ['the defaults', TERMS],
    ['every clause', RICH],
    [
      'tiers by orders',
      { ...RICH, tiers: { ...RICH.tiers, basis: 'orders' } as ContractTerms['tiers'] },
    ],
  ])('read back as they were: %s', (_, terms) => {
    expect(readTerms(typedTerms(terms, 'eur'), 'eur')).toEqual(terms);
  });

  it('read back in a currency without decimals', () => {
    const yen = { ...RICH, currency: 'jpy' };
    expect(readTerms(typedTerms(yen, 'jpy'), 'jpy')).toEqual(yen);
  });

  it('are no terms while a field holds no number', () => {
    const typed = typedTerms(TERMS, 'eur');
    for (const bad of [
      { newCustomer: { kind: 'share' as const, text: 'a lot' } },
      { capMonth: '12,345' },
      { holdDays: '' },
      { steps: [{ from: '100', plus: '' }] },
      { ltvFee: { kind: 'share' as const, text: '5' }, ltvMinimum: 'x' },
    ]) {
      expect(readTerms({ ...typed, ...bad }, 'eur')).toBeNull();
    }
  });
});
