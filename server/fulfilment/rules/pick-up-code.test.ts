import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pickUpCodeOf, readPickUpCode } from './pick-up-code.ts';

describe('a pick-up code', () => {
  it('has six characters that nobody mistakes for another, the first a letter', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 6, maxLength: 6 }), (chance) => {
        const code = pickUpCodeOf(chance);
        expect(code).toMatch(/^[A-Z][A-Z0-9]{5}$/);
        expect(code).not.toMatch(/[01IOLQSZ25B8G6]/);
      }),
    );
  });

  it('is read back however it was typed', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 6, maxLength: 6 }), (chance) => {
        const code = pickUpCodeOf(chance);
        expect(readPickUpCode(` ${code.slice(0, 3).toLowerCase()} - ${code.slice(3)}`)).toBe(code);
      }),
    );
  });

  it('is not a number, another length or a character that no code has', () => {
    for (const text of ['347934', 'ACDEF', 'ACDEFHJ', 'ACDEF0', '#1001', '']) {
      expect(readPickUpCode(text)).toBeNull();
    }
  });
});
