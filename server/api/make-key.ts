import type { Hub } from '../platform/hub.ts';
import { newId, newSecret } from '../platform/ids.ts';
import type { ApiMode } from '../protocol/api.ts';
import { hashKey } from './hash-key.ts';
import type { StoredKey } from './keys.store.ts';
import { keyText, prefixOf } from './rules/api-key.ts';

/** For whom a key is made, and who makes it. */
export type KeyMaker = { brandId: string; by: { id: string; name: string } };

/** A fresh key, as it is shown once, and as it is kept. */
export function makeKey(
  hub: Hub,
  given: KeyMaker & { name: string; mode: ApiMode; scopes: string },
): { key: string; row: StoredKey } {
  const { brandId, by, name, mode, scopes } = given;
  const key = keyText(mode, newSecret(192));
  const createdAt = hub.clock.now();
  const row = {
    id: newId(createdAt),
    brandId,
    name,
    mode,
    prefix: prefixOf(key),
    hash: hashKey(key),
    scopes,
    createdAt,
    createdBy: by.id,
    lastUsedAt: null,
    expiresAt: null,
    revokedAt: null,
    replacedById: null,
  };
  return { key, row };
}
