import { recall, remember } from './page-memory.ts';

/** What a tab remembers of a place in line. */
export type RememberedPlace = {
  access: string;
  /** The entry of its owner in the published list. */
  lotId: string;
  /** The hash of the seed as it was published when they entered; null: nothing is decided by lot. */
  seedHash: string | null;
};

export function rememberPlace(dropId: string, place: RememberedPlace): void {
  remember(keyOf(dropId), place);
}

export function recallPlace(dropId: string): RememberedPlace | null {
  const known = recall(keyOf(dropId));
  return isRemembered(known) ? known : null;
}

function keyOf(dropId: string): string {
  return `dc.place.${dropId}`;
}

function isRemembered(value: unknown): value is RememberedPlace {
  return (
    typeof value === 'object' &&
    value !== null &&
    'access' in value &&
    typeof value.access === 'string' &&
    'lotId' in value &&
    typeof value.lotId === 'string' &&
    'seedHash' in value &&
    (value.seedHash === null || typeof value.seedHash === 'string')
  );
}
