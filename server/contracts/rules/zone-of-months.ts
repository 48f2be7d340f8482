/**
 * The zone in which a contract reads months. It is pinned with the first version that both sides accept
 * and kept by all later ones, since months are counted across versions; a brand that changes its zone
 * moves no month of an agreement. Without a pin, as in contracts from before, it is the brand's.
 */
export function zoneOfMonths(contract: {
  brand: { timeZone: string };
  versions: readonly { timeZone: string | null }[];
}): string {
  const pinned = contract.versions.find(({ timeZone }) => timeZone !== null);
  return pinned?.timeZone ?? contract.brand.timeZone;
}
