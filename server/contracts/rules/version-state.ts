import type { VersionState } from '../../protocol/contracts.ts';
import { type AnswerableVersion, openVersion } from './answer-version.ts';
import { holdsFrom, versionInForce, wasReplaced } from './version-in-force.ts';

/** What has become of one version of a contract by a moment. */
export function versionState(
  contract: { endedAt: Date | null; versions: readonly AnswerableVersion[] },
  version: AnswerableVersion,
  at: Date,
): VersionState {
  if (version.withdrawnAt) return 'withdrawn';
  if (version.declinedAt) return 'declined';
  if (openVersion(contract)?.id === version.id) return 'open';
  if (versionInForce(contract, at)?.id === version.id) return 'in_force';
  const from = holdsFrom(version);
  const isAhead = from !== null && from > at && !wasReplaced(version, contract.versions);
  return isAhead && contract.endedAt === null ? 'scheduled' : 'replaced';
}
