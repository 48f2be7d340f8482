import type { Reader } from '../platform/db.ts';
import { Problem } from '../platform/problem.ts';
import { CENTRAL, EVERYONE, PAST_BUYERS } from '../protocol/stock-keys.ts';
import { countAudiencesOfBrand, countLocationsOfBrand } from './drafts.store.ts';

type Keys = { locations: readonly string[]; audiences: readonly string[] };

/** Throws `not_found` unless each key is a well-known word, or a location or audience of this brand. */
export async function checkKeys(db: Reader, brandId: string, keys: Keys): Promise<void> {
  const locations = idsAmong(keys.locations, [CENTRAL]);
  const audiences = idsAmong(keys.audiences, [EVERYONE, PAST_BUYERS]);
  const areOwned =
    (await countLocationsOfBrand(db, brandId, locations)) === locations.length &&
    (await countAudiencesOfBrand(db, brandId, audiences)) === audiences.length;
  if (!areOwned) throw new Problem('not_found');
}

function idsAmong(keys: readonly string[], wellKnown: readonly string[]): string[] {
  return [...new Set(keys)].filter((key) => !wellKnown.includes(key));
}
