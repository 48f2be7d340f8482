import type { UpliftVerdict } from '../../protocol/experiments.ts';
import type { Difference } from './newcombe.ts';
import { SRM_LIMIT } from './sample-ratio.ts';

export type VerdictFacts = {
  /** Null: a group is empty. */
  difference: Difference | null;
  /** Of the sample ratio; null: nobody was seen. */
  ratioP: number | null;
  visitors: number;
  needed: number;
  isComplete: boolean;
};

/**
 * What may be said. Nothing before the end: whoever looks every hour and stops at the first
 * "significant" will find one where nothing is. Nothing when the groups were not
 * filled as planned. A difference only when its interval leaves zero out; and "no difference" only
 * when there were enough visitors to have seen one.
 */
export function verdictOf(facts: VerdictFacts): UpliftVerdict {
  const { difference, ratioP, visitors, needed, isComplete } = facts;
  if (ratioP !== null && ratioP < SRM_LIMIT) return 'withheld';
  if (!isComplete) return 'running';
  if (difference === null) return 'not_enough_data';
  if (difference.low > 0) return 'more';
  if (difference.high < 0) return 'less';
  return visitors < needed ? 'not_enough_data' : 'no_difference';
}
