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
  return [headOf(header), ...rows.map(lineOf)].join('');
}

/**
 * The same piece by piece, for tables that are too large to hold: the next row is asked for when the
 * former was taken. The header comes with the first row, so that a table that cannot be read at all
 * fails before anything of it is sent.
 */
export async function* writeCsv(
  header: readonly string[],
  rows: AsyncIterable<readonly Cell[]>,
): AsyncGenerator<string, void> {
  let head = headOf(header);
  for await (const cells of rows) {
    yield head + lineOf(cells);
    head = '';
  }
  if (head) yield head;
}

function headOf(header: readonly string[]): string {
  return `${BOM}${lineOf(header.map((title) => ({ plain: title })))}`;
}

function lineOf(cells: readonly Cell[]): string {
  return `${cells.map(cellText).join(',')}\r\n`;
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
