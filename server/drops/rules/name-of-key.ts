import { CENTRAL, EVERYONE, PAST_BUYERS } from '../../protocol/stock-keys.ts';

/** What people call an audience. A drop keeps its units for an audience that was archived meanwhile. */
export function audienceName(
  audience: string,
  audiences: readonly { id: string; name: string }[],
): string {
  if (audience === EVERYONE) return 'Everyone';
  if (audience === PAST_BUYERS) return 'Past buyers';
  return audiences.find(({ id }) => id === audience)?.name ?? 'A closed group';
}

type NamedLocation = { id: string; name: string; isCentral: boolean };

/** What people call a location; units at the central reserve are at no id of their own. */
export function locationName(location: string, locations: readonly NamedLocation[]): string {
  const known = locations.find((one) =>
    location === CENTRAL ? one.isCentral : one.id === location,
  );
  return known?.name ?? (location === CENTRAL ? 'Central reserve' : 'A closed location');
}

/** The pools of a location have its id, except at the central reserve. */
export function locationKey(location: { id: string; isCentral: boolean }): string {
  return location.isCentral ? CENTRAL : location.id;
}
