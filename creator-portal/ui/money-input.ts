import { MAX_SHARE_BPS } from '../../server/protocol/contracts.ts';
import { decimalsOf } from '../../server/protocol/money.ts';

/**
 * Reads what a person typed as an amount, without ever going through a float: "49", "49.9",
 * "49,90" are 4900, 4990, 4990 in a currency of two decimals. Null when it is not an amount.
 */
export function readAmount(text: string, currency: string): number | null {
  const decimals = decimalsOf(currency);
  const match = /^(\d{1,9})(?:[.,](\d+))?$/.exec(text.trim());
  if (!match) return null;
  const [, whole = '', fraction = ''] = match;
  if (fraction.length > decimals) return null;
  return Number(whole + fraction.padEnd(decimals, '0'));
}

/** The same amount as text for an input field: 4990 is "49.90". */
export function writeAmount(minor: number, currency: string): string {
  const decimals = decimalsOf(currency);
  if (decimals === 0) return String(minor);
  const digits = String(minor).padStart(decimals + 1, '0');
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** Reads "15" or "12.5" per cent as basis points. Null when no contract may have it. */
export function readShareBps(text: string): number | null {
  const match = /^(\d{1,3})(?:[.,](\d{1,2}))?$/.exec(text.trim());
  if (!match) return null;
  const bps = Number((match[1] ?? '') + (match[2] ?? '').padEnd(2, '0'));
  return bps <= MAX_SHARE_BPS ? bps : null;
}
