import type { Reader } from '../platform/db.ts';
import type { ContractTerms } from '../protocol/contracts.ts';
import type { StoredLine } from './lines.store.ts';
import { findReachOfDrops, type Span } from './periods.store.ts';
import { monthOf } from './rules/month-of.ts';

/**
 * The whole months whose lines have to be counted together with this one: its own, and as long as terms
 * count by drops, those into which a drop of these months reaches. Null: each line stands alone.
 */
export async function findSpan(
  db: Reader,
  line: StoredLine,
  { terms, timeZone }: { terms: readonly ContractTerms[]; timeZone: string },
): Promise<Span | null> {
  const countsBy = (period: 'month' | 'drop') =>
    terms.some(({ tiers, caps }) => tiers?.period === period || caps?.[`${period}Minor`]);
  if (!countsBy('month') && !countsBy('drop')) return null;
  const { from, to } = monthOf(line.earnedAt, timeZone);
  let span: Span = { contractId: line.contractId, from, to };
  while (countsBy('drop')) {
    const reach = await findReachOfDrops(db, span);
    if (!reach || (reach.from >= span.from && reach.to < span.to)) break;
    if (reach.from < span.from) span = { ...span, from: monthOf(reach.from, timeZone).from };
    if (reach.to >= span.to) span = { ...span, to: monthOf(reach.to, timeZone).to };
  }
  return span;
}
