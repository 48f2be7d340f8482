import type { PhaseFacts } from '../../protocol/drops.ts';

/** One article's early steps of price, first one first; `priceMinor` is the price after them. */
export type LadderPlan = {
  title: string;
  units: number;
  priceMinor: number;
  rungs: { priceMinor: number; units: number | null; endsAt: number | null }[];
};

/** What is wrong with the steps of each article, as sentences. */
export function missingInLadders(
  articles: readonly LadderPlan[],
  { startsAt }: Pick<PhaseFacts, 'startsAt'>,
): string[] {
  return articles.flatMap(({ title, units, priceMinor, rungs }) => {
    const missing: string[] = [];
    const prices = [...rungs.map((rung) => rung.priceMinor), priceMinor];
    if (prices.some((price, at) => price < (prices[at - 1] ?? 0))) {
      missing.push(`The steps of ${title} go up: no price is below the one before it.`);
    }
    const early = rungs.reduce((sum, rung) => sum + (rung.units ?? 0), 0);
    if (early > units) {
      missing.push(`The steps of ${title} have ${early} units, but ${units} are set aside.`);
    }
    if (rungs.some(({ endsAt }) => endsAt !== null && endsAt <= startsAt)) {
      missing.push(`A step of ${title} ends before the drop starts.`);
    }
    return missing;
  });
}
