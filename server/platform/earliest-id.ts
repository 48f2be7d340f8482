const DIGITS = '0123456789abcdefghjkmnpqrstvwxyz';

/**
 * What every id of `newId` that was made at this moment or later sorts behind, and every earlier one
 * before: with it a table's own order finds its old rows.
 */
export function earliestId(at: Date): string {
  const digits = [...at.getTime().toString(32)].map((digit) => DIGITS[Number.parseInt(digit, 32)]);
  return digits.join('').padStart(10, '0');
}
