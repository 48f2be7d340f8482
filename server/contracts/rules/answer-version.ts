import { Problem } from '../../platform/problem.ts';
import { newestVersion, renews } from './contract-state.ts';
import { acceptedAt } from './version-in-force.ts';

/** The two who agree. */
export type Side = 'brand' | 'creator';

export type AnswerableVersion = {
  id: string;
  number: number;
  proposedBy: Side;
  acceptedByBrandAt: Date | null;
  acceptedByCreatorAt: Date | null;
  effectiveAt: Date | null;
  endedFrom: Date | null;
  declinedAt: Date | null;
  withdrawnAt: Date | null;
};
type Answerable<V> = { endedAt: Date | null; versions: readonly V[] };

/**
 * The side on which this person may accept, counter or decline a version: the one that did not propose
 * it. Throws `own_proposal` when the person stands on the proposing side only, and as `openVersion`.
 */
export function answeringSide(
  contract: Answerable<AnswerableVersion>,
  { versionId, sides }: { versionId: string; sides: readonly Side[] },
): Side {
  const version = contract.versions.find(({ id }) => id === versionId);
  if (!version) throw new Problem('not_found');
  if (contract.endedAt && !renews(version, contract.endedAt)) throw new Problem('contract_ended');
  const side = version.proposedBy === 'brand' ? 'creator' : 'brand';
  if (!sides.includes(side)) throw new Problem('own_proposal');
  if (openVersion(contract)?.id !== versionId) throw new Problem('version_not_open');
  return side;
}

/** The version that waits for an answer: the newest, unless it was answered or taken back. */
export function openVersion<V extends AnswerableVersion>(contract: Answerable<V>): V | null {
  const newest = newestVersion(contract.versions);
  if (!newest || acceptedAt(newest) || newest.declinedAt || newest.withdrawnAt) return null;
  return contract.endedAt && !renews(newest, contract.endedAt) ? null : newest;
}
