import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normaliseEmail } from './normalise-email.ts';

describe('the key of an e-mail address', () => {
  it.each([
    ['  Ana@Shop.TEST ', 'ana@shop.test'],
    ['ana+drop@shop.test', 'ana@shop.test'],
    ['ana+a+b@shop.test', 'ana@shop.test'],
    ['a.n.a+x@gmail.com', 'ana@gmail.com'],
    ['a.na@googlemail.com', 'ana@gmail.com'],
    ['a.na@shop.test', 'a.na@shop.test'],
    ['jose\u0301@shop.test', 'jos\u00e9@shop.test'],
    ['+news@shop.test', '+news@shop.test'],
    ['not an address', 'not an address'],
  ])('folds %j to %j', (typed, key) => {
    expect(normaliseEmail(typed)).toBe(key);
  });

  it('changes nothing when it is taken twice', () => {
    const address = fc.oneof(
      fc.emailAddress(),
      fc.string(),
      fc
        .tuple(fc.string({ unit: 'grapheme' }), fc.constantFrom('gmail.com', 'x.test'))
        .map(([local, domain]) => `${local}@${domain}`),
    );
    fc.assert(
      fc.property(address, (email) => {
        const key = normaliseEmail(email);
        expect(normaliseEmail(key)).toBe(key);
      }),
    );
  });
});
