const SYMBOLS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A code to type from one screen into another, from eight bytes of chance: XXXX-XXXX. */
export function pairCode(bytes: Uint8Array): string {
  const text = Array.from(bytes.slice(0, 8), (byte) => SYMBOLS.charAt(byte % 32)).join('');
  return `${text.slice(0, 4)}-${text.slice(4)}`;
}

/** The symbols that somebody meant: case, spaces and look-alikes do not matter. */
export function pairCodeMeant(typed: string): string {
  return typed
    .toUpperCase()
    .replace(/[^A-Z0-9]/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/gu, '1');
}
