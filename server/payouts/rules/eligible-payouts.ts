/** An available ledger entry that no batch has taken yet. */
export type OpenEntry = { id: string; lineId: string; creatorId: string; amountMinor: number };

/** What one creator would get, and from which entries. */
export type CreatorShare = { creatorId: string; amountMinor: number; entries: OpenEntry[] };

/**
 * Who is paid by a batch made now, and whose balance is carried to the next one: below the minimum
 * of the creator's terms, zero or negative (a refund after a payout). Nobody without open entries
 * appears. `minimumMinorOf` answers 0 for a contract that has ended, so that its rest is not kept.
 */
export function eligiblePayouts(
  entries: readonly OpenEntry[],
  minimumMinorOf: (creatorId: string) => number,
): { eligible: CreatorShare[]; carried: (CreatorShare & { minimumMinor: number })[] } {
  const shares = new Map<string, CreatorShare>();
  for (const entry of entries) {
    const { creatorId } = entry;
    const share = shares.get(creatorId) ?? { creatorId, amountMinor: 0, entries: [] };
    share.amountMinor += entry.amountMinor;
    share.entries.push(entry);
    shares.set(creatorId, share);
  }
  const all = [...shares.values()].map((share) => ({
    ...share,
    minimumMinor: minimumMinorOf(share.creatorId),
  }));
  const isDue = (share: (typeof all)[number]) =>
    share.amountMinor > 0 && share.amountMinor >= share.minimumMinor;
  return {
    eligible: all.filter(isDue).map(({ minimumMinor: _, ...share }) => share),
    carried: all.filter((share) => !isDue(share)),
  };
}
