import { describe, expect, it } from 'vitest';
import { cardFingerprint } from './card-fingerprint.ts';

const paidBy = (method: object, livemode = true) =>
  cardFingerprint({ livemode, latest_charge: { payment_method_details: method } });

describe('what a card is called', () => {
  it('by the payment service, for cards and for accounts', () => {
    expect(paidBy({ card: { fingerprint: 'c1' } })).toBe('c1');
    expect(paidBy({ sepa_debit: { fingerprint: 's1' } })).toBe('s1');
    expect(paidBy({ klarna: {} })).toBe(null);
  });

  it('nothing in test mode, where all who try share a few cards', () => {
    expect(paidBy({ card: { fingerprint: 'c1' } }, false)).toBe(null);
  });
});
