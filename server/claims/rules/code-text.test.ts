import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { airCode, codeAsPrinted, codesMeantBy, printedCode } from './code-text.ts';

const bytes = fc.uint8Array({ minLength: 10, maxLength: 10 });

describe('codes', () => {
  it('are understood however a printed one is typed', () => {
    const spell = fc.constantFrom(
      (text: string) => text.toLowerCase(),
      (text: string) => text.replaceAll('-', ''),
      (text: string) => text.replaceAll('-', ' '),
      (text: string) => ` ${text.replaceAll('0', 'O').replaceAll('1', 'l')} `,
      (text: string) => text.split('').join(' '),
    );
    fc.assert(
      fc.property(bytes, spell, (chance, typed) => {
        const code = printedCode(chance);
        expect(codesMeantBy(typed(codeAsPrinted(code)))).toContain(code);
      }),
    );
  });

  it('are understood however a spoken one is typed', () => {
    const code = airCode([0, 0.5, 0.9999]);
    expect(code).toMatch(/^[a-z]+-[a-z]+-999$/);
    for (const typed of [code, code.toUpperCase(), code.replaceAll('-', ' '), ` ${code}. `]) {
      expect(codesMeantBy(typed)).toContain(code);
    }
  });

  it('are ten symbols without look-alikes, in two groups', () => {
    fc.assert(
      fc.property(bytes, (chance) => {
        expect(codeAsPrinted(printedCode(chance))).toMatch(
          /^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/,
        );
      }),
    );
    expect(codeAsPrinted('coral-fox-421')).toBe('coral-fox-421');
  });

  it('are nothing where nothing readable was typed', () => {
    expect(codesMeantBy(' -–— ')).toEqual([]);
  });
});
