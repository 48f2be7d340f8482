import { spokenCode } from '../../links/rules/spoken-code.ts';

const SYMBOLS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 10;

/** A code to print, from ten bytes of chance: 50 bits, in letters and digits without look-alikes. */
export function printedCode(bytes: Uint8Array): string {
  return Array.from(bytes.slice(0, LENGTH), (byte) => SYMBOLS.charAt(byte % 32)).join('');
}

/**
 * A code to say on air: two words and a number of three digits, 3.7 million of them. `dice` are three
 * numbers in [0, 1).
 */
export function airCode(dice: readonly [number, number, number]): string {
  const words = spokenCode(dice).split('-').slice(0, 2);
  return [...words, 100 + Math.floor(dice[2] * 900)].join('-');
}

/** As people read it: XXXXX-XXXXX; a spoken one is read as it is. */
export function codeAsPrinted(code: string): string {
  return code.length === LENGTH && !code.includes('-')
    ? `${code.slice(0, LENGTH / 2)}-${code.slice(LENGTH / 2)}`
    : code;
}

/**
 * What somebody who typed this may have meant, as codes are stored. Case, spaces and dashes do not
 * matter, and look-alikes are read as the symbol that exists: O as 0, I and L as 1.
 */
export function codesMeantBy(typed: string): string[] {
  const spoken = typed
    .trim()
    .toLowerCase()
    .split(/[^a-z0-9]+/u)
    .filter((word) => word !== '')
    .join('-');
  const symbols = typed
    .toUpperCase()
    .replace(/[^A-Z0-9]/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/gu, '1');
  const isPrinted = symbols.length === LENGTH && !symbols.includes('U');
  return [...(spoken === '' ? [] : [spoken]), ...(isPrinted ? [symbols] : [])];
}
