/** What decides whether a version is in force: its number, when each side accepted it, and its notice. */
export type VersionAcceptance = {
  number: number;
  acceptedByBrandAt: Date | null;
  acceptedByCreatorAt: Date | null;
  /** The end of its notice; null: it holds from its acceptance. */
  effectiveAt: Date | null;
  /** When the contract had ended that it took up again; null: it renewed nothing. */
  endedFrom: Date | null;
};
type Renewal = Pick<VersionAcceptance, 'acceptedByBrandAt' | 'acceptedByCreatorAt' | 'endedFrom'>;

/**
 * The version in force at a moment: of those that both sides had accepted by then and whose notice was
 * over, the one with the highest number; none from the moment at which the contract ended until it was
 * renewed. All bounds to the millisecond: a version counts at the very moment of its second acceptance or
 * of the end of its notice, and not at that of the end. One that was replaced during its notice never counts.
 */
export function versionInForce<V extends VersionAcceptance>(
  contract: { endedAt: Date | null; versions: readonly V[] },
  at: Date,
): V | null {
  if (endBehind(contract, at)) return null;
  return contract.versions
    .filter((version) => holdsAt(version, at) && !wasReplaced(version, contract.versions))
    .reduce<V | null>((best, one) => (best && best.number > one.number ? best : one), null);
}

/** The version in force at a moment or, when the contract had ended by then, right before its end. */
export function lastVersionInForce<V extends VersionAcceptance>(
  contract: { endedAt: Date | null; versions: readonly V[] },
  at: Date,
): V | null {
  const end = endBehind(contract, at);
  return end
    ? lastVersionInForce(contract, new Date(end.getTime() - 1))
    : versionInForce(contract, at);
}

/** The end that was behind the contract at a moment and not renewed by then; null: it had not ended. */
export function endBehind(
  contract: { endedAt: Date | null; versions: readonly Renewal[] },
  at: Date,
): Date | null {
  if (contract.endedAt && contract.endedAt <= at) return contract.endedAt;
  const renewal = contract.versions.find((version) => {
    if (version.endedFrom === null || version.endedFrom > at) return false;
    const renewedAt = acceptedAt(version);
    return renewedAt !== null && at < renewedAt;
  });
  return renewal?.endedFrom ?? null;
}

/** When both sides had accepted a version; null: they have not. */
export function acceptedAt(version: Omit<Renewal, 'endedFrom'>): Date | null {
  const { acceptedByBrandAt: brand, acceptedByCreatorAt: creator } = version;
  if (brand === null || creator === null) return null;
  return new Date(Math.max(brand.getTime(), creator.getTime()));
}

/** From when on an accepted version holds; null: it was not accepted. */
export function holdsFrom(version: VersionAcceptance): Date | null {
  const accepted = acceptedAt(version);
  return accepted && (version.effectiveAt ?? accepted);
}

/** Whether a newer version was accepted before this one began to hold. */
export function wasReplaced(
  version: VersionAcceptance,
  versions: readonly VersionAcceptance[],
): boolean {
  const from = holdsFrom(version);
  return versions.some((other) => {
    if (other.number <= version.number || from === null) return false;
    const accepted = acceptedAt(other);
    return accepted !== null && accepted <= from;
  });
}

function holdsAt(version: VersionAcceptance, at: Date): boolean {
  const from = holdsFrom(version);
  return from !== null && from <= at;
}
