import type { ContractState } from '../../protocol/contracts.ts';
import { type VersionAcceptance, versionInForce } from './version-in-force.ts';

/**
 * What a contract is at a moment. Ended beats all; a version in force makes it active, whatever is
 * proposed on top; without one it is what became of the newest proposal.
 */
export function contractState(
  contract: {
    endedAt: Date | null;
    versions: readonly (VersionAcceptance & { declinedAt: Date | null })[];
  },
  at: Date,
): ContractState {
  if (contract.endedAt && contract.endedAt <= at) return 'ended';
  if (versionInForce(contract, at)) return 'active';
  return newestVersion(contract.versions)?.declinedAt ? 'declined' : 'proposed';
}

/** The version with the highest number. Only this one can be answered: it replaced those before. */
export function newestVersion<V extends { number: number }>(versions: readonly V[]): V | null {
  return versions.reduce<V | null>((a, b) => (a && a.number > b.number ? a : b), null);
}
