/** Letters and digits that nobody takes for another: no I, L, O, U, 0 or 1. */
const VOUCHER_ALPHABET = 'ABCDEFGHJKMNPQRSTVWXYZ23456789';
const VOUCHER_CODE_LENGTH = 10;

/** A code made of random bytes below 240, the largest multiple of the alphabet; null when too few are. */
export function codeFromBytes(bytes: Uint8Array): string | null {
  const fair = [...bytes].filter((byte) => byte < 8 * VOUCHER_ALPHABET.length);
  if (fair.length < VOUCHER_CODE_LENGTH) return null;
  return fair
    .slice(0, VOUCHER_CODE_LENGTH)
    .map((byte) => VOUCHER_ALPHABET[byte % VOUCHER_ALPHABET.length])
    .join('');
}

/** A code as it was typed, in the form that is kept: upper-case, without spaces and hyphens. */
export function readVoucherCode(typed: string): string {
  return typed.toUpperCase().replace(/[\s-]/g, '');
}
