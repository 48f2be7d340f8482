import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countWinners } from './count-winners.ts';
import { drawOrder, entriesHashOf, lotIdOf } from './lots.ts';

const SEED = '5eed'.repeat(16);
const hexOf = (digits: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: digits, maxLength: digits });
const lotIds = fc.uniqueArray(hexOf(32), { maxLength: 60 });

describe('lots', () => {
  it('come out as the published formulas say, for a known seed', () => {
    const ids = ['a', 'b', 'c'].map((salt) => lotIdOf({ salt, customerKey: 'visitor:1' }));
    expect(ids[0]).toBe(createHash('sha256').update('a:visitor:1').digest('hex').slice(0, 32));
    const lot = (id: string) => createHmac('sha256', SEED).update(id).digest('hex');
    const byHand = [...ids].sort((x, y) => lot(x).localeCompare(lot(y)));
    expect(drawOrder(SEED, ids)).toEqual(byHand);
    const sorted = [...ids].sort().join('\n');
    expect(entriesHashOf(ids)).toBe(createHash('sha256').update(sorted).digest('hex'));
  });

  it('are the same for ever: this vector was computed with OpenSSL', () => {
    expect(drawOrder(SEED, VECTOR.lotIds)).toEqual(VECTOR.order);
    expect(entriesHashOf(VECTOR.lotIds)).toBe(VECTOR.entriesHash);
  });

  it('rank every entry once, in whatever order they came', () => {
    fc.assert(
      fc.property(hexOf(64), lotIds, (seed, ids) => {
        const order = drawOrder(seed, ids);
        expect([...order].sort()).toEqual([...ids].sort());
        expect(drawOrder(seed, [...ids].reverse())).toEqual(order);
        expect(entriesHashOf(order)).toBe(entriesHashOf(ids));
      }),
    );
  });

  it('have another hash when one entry is changed, added or taken away', () => {
    fc.assert(
      fc.property(lotIds, hexOf(32), (ids, other) => {
        fc.pre(ids.length > 0 && !ids.includes(other));
        const hash = entriesHashOf(ids);
        expect(entriesHashOf([...ids.slice(1), other])).not.toBe(hash);
        expect(entriesHashOf([...ids, other])).not.toBe(hash);
        expect(entriesHashOf(ids.slice(1))).not.toBe(hash);
      }),
    );
  });

  it('win while units last, and let a smaller wish by', () => {
    const one = (quantity: number, skuId = 's') => ({ skuId, quantity });
    const pools = [{ skuId: 's', available: 3 }];
    expect(countWinners([one(2), one(2), one(1), one(1)], pools)).toBe(2);
    expect(countWinners([one(1, 'other')], pools)).toBe(0);
  });
});

const VECTOR = {
  lotIds: [
    '7692c3ad3540bb803c020b3aee66cd88',
    '3fc4ccfe745870e2c0d99f71f30ff065',
    '8b5b9db0c13db24256c829aa364aa90c',
    '04efaf080f5a3e74e1c29d1ca6a48569',
  ],
  order: [
    '04efaf080f5a3e74e1c29d1ca6a48569',
    '3fc4ccfe745870e2c0d99f71f30ff065',
    '7692c3ad3540bb803c020b3aee66cd88',
    '8b5b9db0c13db24256c829aa364aa90c',
  ],
  entriesHash: '83907e6231d6c49d91cd4c74be8b226f8eb54339791038294e90b632634132ec',
};
