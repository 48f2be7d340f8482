import { decimalsOf } from '../../protocol/money.ts';

/**
 * Minor units of a decimal text as shops write money ("59.90", "-10", "1200.000"); null when it is no
 * such text, or finer than the currency. On digits, never on floats.
 */
export function minorOfDecimal(text: string, currency: string): number | null {
  const parts = /^(-?)(\d{1,13})(?:\.(\d+))?$/.exec(text.trim());
  if (!parts) return null;
  const [, sign = '', whole = '', fraction = ''] = parts;
  const decimals = decimalsOf(currency);
  const digits = fraction.padEnd(decimals, '0');
  if (/[1-9]/.test(digits.slice(decimals))) return null;
  const minor = Number(whole + digits.slice(0, decimals));
  return sign === '-' ? 0 - minor : minor;
}
