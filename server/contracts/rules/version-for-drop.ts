import { lowersAnything } from '../../protocol/compare-terms.ts';
import { contractTermsSchema } from '../../protocol/contracts.schema.ts';
import type { ContractTerms } from '../../protocol/contracts.ts';
import {
  acceptedAt,
  holdsFrom,
  type VersionAcceptance,
  versionInForce,
} from './version-in-force.ts';

type Versioned = VersionAcceptance & { terms: ContractTerms | string };

/**
 * The version that a claim in a drop is paid by. A drop pins the version that is in force when it is
 * published; of the later ones it takes over what lowers nothing. So a decrease never touches a drop
 * that is scheduled or live, and an increase counts at once. An end takes the pin away: after a renewal
 * a drop has the version that renewed, as if it were published then. Null: no claim earns under the contract.
 */
export function versionForDrop<V extends Versioned>(
  contract: { endedAt: Date | null; versions: readonly V[] },
  { publishedAt, at }: { publishedAt: Date | null; at: Date },
): V | null {
  const now = versionInForce(contract, at);
  if (now === null || publishedAt === null || publishedAt >= at) return now;
  const renewedAt = contract.versions
    .flatMap((version) => (version.endedFrom && acceptedAt(version)) ?? [])
    .filter((moment) => moment <= at);
  const pinnedAt = new Date(Math.max(publishedAt.getTime(), ...renewedAt.map(Number)));
  const moments = contract.versions
    .flatMap((version) => holdsFrom(version) ?? [])
    .filter((moment) => moment > pinnedAt && moment <= at)
    .sort((a, b) => a.getTime() - b.getTime());
  return moments.reduce<V | null>(
    (pinned, moment) => better(pinned, versionInForce(contract, moment)),
    versionInForce(contract, pinnedAt),
  );
}

function better<V extends Versioned>(pinned: V | null, next: V | null): V | null {
  if (pinned === null || next === null) return pinned ?? next;
  return lowersAnything(termsOf(pinned), termsOf(next)) ? pinned : next;
}

function termsOf({ terms }: Versioned): ContractTerms {
  return typeof terms === 'string' ? contractTermsSchema.parse(JSON.parse(terms)) : terms;
}
