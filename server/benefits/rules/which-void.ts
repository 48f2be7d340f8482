/**
 * Which vouchers of an order are void when so many of its units have been refunded: the last ones
 * that nobody has used. A used one stays used, so it is never among them.
 */
export function whichVoid<T extends { id: string; redeemedAt: Date | null }>(
  vouchers: readonly T[],
  unitsRefunded: number,
): T[] {
  const unused = vouchers.filter(({ redeemedAt }) => redeemedAt === null);
  const sorted = unused.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return unitsRefunded <= 0 ? [] : sorted.slice(-unitsRefunded);
}
