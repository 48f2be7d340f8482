import type { ContractTerms } from '../../protocol/contracts.ts';

export type PeriodKind = 'month' | 'drop';

/** By which periods any of these terms has tiers or caps; none: each line stands alone. */
export function countedPeriods(terms: Iterable<ContractTerms>): ReadonlySet<PeriodKind> {
  const kinds = new Set<PeriodKind>();
  for (const { tiers, caps } of terms) {
    if (tiers?.period === 'month' || caps?.monthMinor) kinds.add('month');
    if (tiers?.period === 'drop' || caps?.dropMinor) kinds.add('drop');
  }
  return kinds;
}
