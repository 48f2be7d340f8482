import type { Hub } from '../platform/hub.ts';
import type { ApiKeyView } from '../protocol/api.ts';
import { listKeysOfBrand } from './keys.store.ts';
import { presentKey } from './present-key.ts';

/** A brand's keys, newest first; none of them can be read again. */
export async function listKeys(hub: Hub, brandId: string): Promise<ApiKeyView[]> {
  const keys = await listKeysOfBrand(hub.db, brandId);
  return keys.map((key) => presentKey(key, hub.clock.now()));
}
