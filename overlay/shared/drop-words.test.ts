import { describe, expect, it } from 'vitest';
import { totalAt } from '../../server/protocol/ladder.ts';
import { articleName, ladderText, offerText, priceOf } from './drop-words.ts';

const money = (minor: number) => `€${minor / 100}`;
const until = (at: number) => `until ${at}`;
type Limits = [unitsLeft: number | null, endsAt: number | null];
const rung = (position: number, priceMinor: number, [unitsLeft, endsAt]: Limits) => ({
  position,
  priceMinor,
  units: unitsLeft,
  unitsLeft,
  endsAt,
});
const stock = { total: 50, available: 20, reserved: 5, held: 0, sold: 0 };
const wordsAt = (rungs: ReturnType<typeof rung>[], now = 0) =>
  ladderText(priceOf({ priceMinor: 2900, rungs, stock }, now), { money, until });

describe('the words of a price', () => {
  it('say how long it holds and what comes after it', () => {
    expect(wordsAt([rung(1, 2400, [7, null])])).toBe('for 7 more, then €29');
    expect(wordsAt([rung(1, 2400, [null, 90])])).toBe('until 90, then €29');
    expect(wordsAt([rung(1, 2400, [7, 90])])).toBe('for 7 more or until 90, then €29');
    expect(wordsAt([rung(1, 2000, [0, null]), rung(2, 2400, [3, null])])).toBe(
      'for 3 more, then €29',
    );
    expect(wordsAt([])).toBe('');
  });

  it('turn with the clock, at the very millisecond', () => {
    const rungs = [rung(1, 2000, [null, 90]), rung(2, 2400, [3, null])];
    expect(wordsAt(rungs, 89)).toBe('until 90, then €24');
    expect(wordsAt(rungs, 90)).toBe('for 3 more, then €29');
  });

  it('promise no next price that the stock does not reach', () => {
    expect(wordsAt([rung(1, 2400, [25, null])])).toBe('');
    expect(wordsAt([rung(1, 2400, [24, null])])).toBe('for 24 more, then €29');
    expect(wordsAt([rung(1, 2400, [25, 90])])).toBe('until 90, then €29');
  });
});

describe('the name of an article', () => {
  const [m, l] = [
    { productName: 'Bra', title: 'M' },
    { productName: 'Bra', title: 'L' },
  ];
  const cap = { productName: 'Cap', title: 'M' };

  it('leaves out the product where all articles are of one', () => {
    expect(articleName(m, [m, l])).toBe('M');
    expect(articleName(m, [m, cap])).toBe('Bra · M');
    expect(articleName(m, [m])).toBe('Bra · M');
  });
});

describe('what several units cost', () => {
  it('is counted through the steps', () => {
    const article = { priceMinor: 2900, rungs: [rung(1, 2000, [1, null]), rung(2, 2400, [1, 90])] };
    expect(totalAt(article, { quantity: 1, now: 0 })).toBe(2000);
    expect(totalAt(article, { quantity: 3, now: 0 })).toBe(2000 + 2400 + 2900);
    expect(totalAt(article, { quantity: 3, now: 90 })).toBe(2000 + 2900 + 2900);
  });
});

describe('an offer in a few words', () => {
  it('says what comes with each unit', () => {
    expect(offerText({ kind: 'plain' }, money)).toBe('');
    expect(offerText({ kind: 'credit_back', creditMinor: 500 }, money)).toBe(
      '€5 credit back for each one',
    );
    expect(
      offerText(
        { kind: 'bundle', addOnSkuId: 's', addOnTitle: 'Tote bag', addOnImageUrl: null },
        money,
      ),
    ).toBe('+ Tote bag with each one');
    const voucher = { kind: 'voucher', title: 'Studio visit', terms: '', validDays: null } as const;
    expect(offerText(voucher, money)).toBe('Voucher: Studio visit');
  });
});
