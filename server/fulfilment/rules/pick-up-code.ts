/** Letters and digits that nobody mistakes for another, read aloud or off a cracked screen. */
const LETTERS = 'ACDEFHJKMNPRTUVWXY';
const ALPHABET = `${LETTERS}3479`;
const LENGTH = 6;

/** How many bytes of chance a code takes. */
export const PICK_UP_CODE_BYTES = LENGTH;

/**
 * The code that six bytes of chance make. It begins with a letter, so that it is never taken for
 * the number of an order. The slight lean of the modulus towards the first letters does no harm:
 * a code opens nothing without a member of the brand who looks at what it names.
 */
export function pickUpCodeOf(chance: Uint8Array): string {
  return Array.from({ length: LENGTH }, (_, at) => {
    const letters = at === 0 ? LETTERS : ALPHABET;
    return letters.charAt((chance[at] ?? 0) % letters.length);
  }).join('');
}

/** A code as it was typed, with spaces, hyphens and small letters; null: not a code at all. */
export function readPickUpCode(text: string): string | null {
  const code = text.toUpperCase().replace(/[^A-Z0-9]/g, '');
  const isCode =
    code.length === LENGTH &&
    LETTERS.includes(code.charAt(0)) &&
    [...code].every((letter) => ALPHABET.includes(letter));
  return isCode ? code : null;
}
