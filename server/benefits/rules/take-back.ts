/** One change of what an order earned. Amounts in signed minor units; they go to the balance as they are. */
export type CreditChange = { kind: 'taken_back' | 'written_off'; amountMinor: number };

/**
 * What has to be booked, in this order, so that `targetMinor` of an order's earned credit are taken back in all. A
 * balance never goes below 0: what was spent already is taken back on paper and written off beside
 * it, so that the history says both. A refund that fails afterwards turns the difference round.
 */
export function takeBack({
  targetMinor,
  takenMinor,
  writtenOffMinor,
  balanceMinor,
}: {
  targetMinor: number;
  /** Taken back so far, written off or not. */
  takenMinor: number;
  writtenOffMinor: number;
  balanceMinor: number;
}): CreditChange[] {
  const more = targetMinor - takenMinor;
  if (more === 0) return [];
  const writtenOff =
    more > 0 ? Math.max(0, more - balanceMinor) : -Math.min(-more, writtenOffMinor);
  const changes: CreditChange[] = [
    { kind: 'taken_back', amountMinor: -more },
    { kind: 'written_off', amountMinor: writtenOff },
  ];
  // What adds to the balance comes first: it is never below 0 in between either.
  return changes
    .filter(({ amountMinor }) => amountMinor !== 0)
    .sort((a, b) => b.amountMinor - a.amountMinor);
}
