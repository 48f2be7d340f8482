/** What decides which of two customers goes on. */
type MergeSide = { id: string; firstOrderAt: Date | null };

/**
 * Who goes on of two customers who are one: whoever bought first, so that the earlier acquisition
 * stays where it is. Whoever never bought goes into the other; ties go to the smaller id.
 */
export function chooseKept<S extends MergeSide>(a: S, b: S): { kept: S; merged: S } {
  return isBefore(a, b) ? { kept: a, merged: b } : { kept: b, merged: a };
}

function isBefore(a: MergeSide, b: MergeSide): boolean {
  const [aMs, bMs] = [a, b].map(({ firstOrderAt }) => firstOrderAt?.getTime() ?? Infinity);
  return aMs === bMs ? a.id < b.id : (aMs ?? 0) < (bMs ?? 0);
}
