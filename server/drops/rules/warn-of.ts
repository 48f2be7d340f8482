/** What may be meant so, but rarely is. Times in epoch milliseconds. */
export type WarnFacts = {
  endsAt: number;
  /** Groups to whom a gate opens the drop, with how many people are in each. */
  groups: { name: string; members: number }[];
  reservedUnits: number;
  reserveEndsAt: number | null;
};

/** Sentences worth reading before a drop is published; none of them holds it up. */
export function warningsOf(drop: WarnFacts): string[] {
  const warnings: string[] = [];
  for (const { name, members } of drop.groups) {
    if (members === 0) warnings.push(`Nobody is in ${name} yet.`);
  }
  if (drop.reservedUnits > 0 && drop.reserveEndsAt !== null && drop.reserveEndsAt >= drop.endsAt) {
    warnings.push('The reserve is opened to everyone only after the end.');
  }
  return warnings;
}
