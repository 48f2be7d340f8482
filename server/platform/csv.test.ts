import { describe, expect, it } from 'vitest';
import { decimalText, toCsv } from './csv.ts';

describe('CSV', () => {
  it('begins with a BOM, ends lines with CRLF and quotes what needs it', () => {
    const csv = toCsv(['a', 'b'], [[{ text: 'x,"y"' }, { plain: '-1.20' }]]);
    expect(csv).toBe('\uFEFFa,b\r\n"x,""y""",-1.20\r\n');
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', ' =1'])('never runs %j as a formula', (text) => {
    expect(toCsv(['a'], [[{ text }]])).toContain(`'${text}`);
  });

  it.each([
    [-1234, 'eur', '-12.34'],
    [5, 'eur', '0.05'],
    [0, 'eur', '0.00'],
    [1500, 'jpy', '1500'],
    [-5, 'kwd', '-0.005'],
  ] as const)('writes %i minor units of %s as %s', (minor, currency, text) => {
    expect(decimalText(minor, currency)).toBe(text);
  });
});
