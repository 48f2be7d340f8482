import type { ApiKeyView, ApiMode, ApiScope } from '../protocol/api.ts';
import type { StoredKey } from './keys.store.ts';
import { keyState } from './rules/api-key.ts';

export function presentKey(key: StoredKey & { createdByName: string }, now: Date): ApiKeyView {
  return {
    id: key.id,
    name: key.name,
    mode: key.mode as ApiMode,
    prefix: `${key.prefix}…`,
    scopes: JSON.parse(key.scopes) as ApiScope[],
    state: keyState(key, now),
    createdAt: key.createdAt.getTime(),
    createdByName: key.createdByName,
    lastUsedAt: key.lastUsedAt?.getTime() ?? null,
    expiresAt: key.expiresAt?.getTime() ?? null,
  };
}
