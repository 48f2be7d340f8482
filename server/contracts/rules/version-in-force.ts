/** What decides whether a version is in force: its number and when each side accepted it. */
export type VersionAcceptance = {
  number: number;
  acceptedByBrandAt: Date | null;
  acceptedByCreatorAt: Date | null;
};

/**
 * The version in force at a moment: of those that both sides had accepted by then, the one with the
 * highest number; none from the moment at which the contract ended. Both bounds to the millisecond:
 * a version counts at the very moment of its second acceptance, and not at that of the end.
 */
export function versionInForce<V extends VersionAcceptance>(
  contract: { endedAt: Date | null; versions: readonly V[] },
  at: Date,
): V | null {
  if (contract.endedAt && contract.endedAt <= at) return null;
  return contract.versions
    .filter((version) => wasAccepted(version, at))
    .reduce<V | null>((best, one) => (best && best.number > one.number ? best : one), null);
}

/** Whether both sides had accepted this version by this moment. */
function wasAccepted(version: VersionAcceptance, at: Date): boolean {
  const { acceptedByBrandAt: brand, acceptedByCreatorAt: creator } = version;
  return brand !== null && creator !== null && brand <= at && creator <= at;
}
