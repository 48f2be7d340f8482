/** The discount codes of an order, as far as they can be anybody's; nothing when there are none. */
export function codesOf(told: readonly { code: string }[] | null | undefined): {
  codes?: string[];
} {
  const codes = (told ?? [])
    .map(({ code }) => code.trim())
    .filter((code) => code !== '' && code.length <= 100)
    .slice(0, 10);
  return codes.length > 0 ? { codes } : {};
}
