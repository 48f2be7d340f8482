import { decimalsOf } from '../protocol/money.ts';

/** A cell: text from people is guarded, everything else is written as it is. */
export type Cell = { text: string } | { plain: string };

const BOM = '\uFEFF';

/**
 * A table as CSV that a spreadsheet opens rightly and safely: UTF-8 with BOM, CRLF, quotes where
 * needed (RFC 4180). Text that a spreadsheet would run as a formula gets an apostrophe before it
 * (OWASP, "CSV Injection"); numbers keep their minus.
 */
export function toCsv(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const lines = [header.map((title) => ({ plain: title })), ...rows].map((cells) =>
    cells.map(cellText).join(','),
  );
  return `${BOM}${lines.join('\r\n')}\r\n`;
}

/** Minor units as a decimal string with a point: `-1234` of EUR is "-12.34". */
export function decimalText(minor: number, currency: string): string {
  const decimals = decimalsOf(currency);
  const digits = String(Math.abs(minor)).padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const text = decimals === 0 ? whole : `${whole}.${digits.slice(-decimals)}`;
  return minor < 0 ? `-${text}` : text;
}

function cellText(cell: Cell): string {
  const text = 'text' in cell ? guarded(cell.text) : cell.plain;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function guarded(text: string): string {
  return /^[\s]*[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}
