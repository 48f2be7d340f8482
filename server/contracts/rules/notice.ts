import { lowersAnything } from '../../protocol/compare-terms.ts';
import type { ContractTerms } from '../../protocol/contracts.ts';

const DAY_MS = 86_400_000;

/**
 * When a version begins to hold that is accepted at `at`: at once, or after the notice of the version
 * in force when it lowers anything for the creator. Where nothing is in force there is nothing to lower.
 */
export function effectiveFrom(
  inForce: ContractTerms | null,
  next: { terms: ContractTerms; at: Date },
): Date {
  if (inForce === null || !lowersAnything(inForce, next.terms)) return next.at;
  return new Date(next.at.getTime() + inForce.noticeDays * DAY_MS);
}
