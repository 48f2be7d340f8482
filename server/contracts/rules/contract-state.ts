import type { ContractState } from '../../protocol/contracts.ts';
import { type VersionAcceptance, versionInForce } from './version-in-force.ts';

/**
 * What a contract is at a moment. A version in force makes it active, whatever is proposed on top;
 * without one it is what became of the newest proposal. An end beats all but a renewal that waits.
 */
export function contractState(
  contract: {
    endedAt: Date | null;
    versions: readonly (VersionAcceptance & {
      declinedAt: Date | null;
      withdrawnAt: Date | null;
    })[];
  },
  at: Date,
): ContractState {
  const newest = newestVersion(contract.versions);
  if (contract.endedAt && contract.endedAt <= at) {
    const isGone = newest?.declinedAt || newest?.withdrawnAt;
    const waits = newest && renews(newest, contract.endedAt) && !isGone;
    return waits ? 'proposed' : 'ended';
  }
  if (versionInForce(contract, at)) return 'active';
  if (newest?.withdrawnAt) return 'withdrawn';
  return newest?.declinedAt ? 'declined' : 'proposed';
}

/**
 * Whether a version was proposed after the contract had ended, so that accepting it takes the
 * contract up again. Who proposes accepts by proposing, so the first acceptance is the proposal.
 */
export function renews(version: VersionAcceptance, endedAt: Date): boolean {
  const { acceptedByBrandAt: brand, acceptedByCreatorAt: creator } = version;
  return (
    (brand !== null || creator !== null) && [brand, creator].every((at) => !at || at > endedAt)
  );
}

/** The version with the highest number. Only this one can be answered: it replaced those before. */
export function newestVersion<V extends { number: number }>(versions: readonly V[]): V | null {
  return versions.reduce<V | null>((a, b) => (a && a.number > b.number ? a : b), null);
}
