import type { Volume } from './tiers.ts';

/** What a contract has sold in a period or a part of one, and what its lines there are worth. */
export type PeriodSums = Volume & { worthMinor: number };
/** By month ("2026-03") and drop (its id); the two never meet. */
export type Sums = ReadonlyMap<string, PeriodSums>;

/** What of a line goes into sums. */
export type Summand = {
  dropId: string | null;
  month: string;
  netMinor: number;
  counts: boolean;
  isSale: boolean;
  minor: number;
};

export const NO_SUMS: PeriodSums = { revenueMinor: 0, orders: 0, worthMinor: 0 };

/** The same sums with these lines in them, or, by −1, without them. */
export function withLines(
  sums: Sums,
  lines: readonly Summand[],
  sign: 1 | -1 = 1,
): Map<string, PeriodSums> {
  const all = new Map(sums);
  for (const line of lines) addLine(all, line, sign);
  return all;
}

/** Adds one line to its month and its drop; what does not count, or has no net, is no volume. */
export function addLine(sums: Map<string, PeriodSums>, line: Summand, sign: 1 | -1 = 1): void {
  const isVolume = line.counts && line.isSale && line.netMinor > 0;
  for (const name of periodsOf(line)) {
    const { revenueMinor, orders, worthMinor } = sums.get(name) ?? NO_SUMS;
    sums.set(name, {
      revenueMinor: revenueMinor + sign * (isVolume ? line.netMinor : 0),
      orders: orders + sign * (isVolume ? 1 : 0),
      worthMinor: worthMinor + sign * line.minor,
    });
  }
}

function periodsOf({ month, dropId }: Summand): string[] {
  return dropId === null ? [month] : [month, dropId];
}
