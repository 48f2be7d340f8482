import { Problem } from '../../platform/problem.ts';
import { newestVersion, renews } from './contract-state.ts';

/** The two who agree. */
export type Side = 'brand' | 'creator';

export type AnswerableVersion = {
  id: string;
  number: number;
  proposedBy: Side;
  acceptedByBrandAt: Date | null;
  acceptedByCreatorAt: Date | null;
  declinedAt: Date | null;
};

/**
 * The side on which this person may accept or decline a version: the one that did not propose it.
 * Throws `contract_ended`, `not_found` for a version of another contract, `own_proposal` when the
 * person stands on the proposing side only, and `version_not_open` when it was answered already or
 * replaced by a newer one.
 */
export function answeringSide(
  contract: { endedAt: Date | null; versions: readonly AnswerableVersion[] },
  { versionId, sides }: { versionId: string; sides: readonly Side[] },
): Side {
  const version = contract.versions.find(({ id }) => id === versionId);
  if (!version) throw new Problem('not_found');
  if (contract.endedAt && !renews(version, contract.endedAt)) throw new Problem('contract_ended');
  const side = version.proposedBy === 'brand' ? 'creator' : 'brand';
  if (!sides.includes(side)) throw new Problem('own_proposal');
  const isAccepted = version.acceptedByBrandAt && version.acceptedByCreatorAt;
  const isOpen = !isAccepted && !version.declinedAt;
  if (!isOpen || newestVersion(contract.versions)?.id !== versionId) {
    throw new Problem('version_not_open');
  }
  return side;
}
