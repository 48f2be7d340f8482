import { describe, expect, it } from 'vitest';
import { decimalText } from './decimal-text.ts';

describe('an amount in a file', () => {
  it('has as many decimals as its currency', () => {
    expect(decimalText(5333, 'eur')).toBe('53.33');
    expect(decimalText(5, 'eur')).toBe('0.05');
    expect(decimalText(-250, 'eur')).toBe('-2.50');
    expect(decimalText(4900, 'jpy')).toBe('4900');
    expect(decimalText(1234, 'kwd')).toBe('1.234');
  });

  it('is empty when there is none, which is not 0', () => {
    expect(decimalText(null, 'eur')).toBe('');
  });
});
