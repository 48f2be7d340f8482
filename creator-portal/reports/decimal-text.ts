import { decimalsOf } from '../../server/protocol/money.ts';

/** An amount for a spreadsheet: decimals with a dot, the currency in a column of its own. */
export function decimalText(minor: number | null, currency: string): string {
  if (minor === null) return '';
  const decimals = decimalsOf(currency);
  const digits = String(Math.abs(Math.round(minor))).padStart(decimals + 1, '0');
  const sign = minor < 0 ? '-' : '';
  if (decimals === 0) return sign + digits;
  return `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}
