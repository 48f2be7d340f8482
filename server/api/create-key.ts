import type { Hub } from '../platform/hub.ts';
import type { ApiMode, ApiScope, NewApiKey } from '../protocol/api.ts';
import { insertKey } from './keys.store.ts';
import { type KeyMaker, makeKey } from './make-key.ts';
import { presentKey } from './present-key.ts';

/** Makes a key. Its text is in the answer and nowhere else. */
export async function createKey(
  hub: Hub,
  { brandId, by }: KeyMaker,
  { name, mode, scopes }: { name: string; mode: ApiMode; scopes: readonly ApiScope[] },
): Promise<NewApiKey> {
  const made = makeKey(hub, { brandId, by, name, mode, scopes: JSON.stringify(unique(scopes)) });
  await insertKey(hub.db, made.row);
  return {
    key: made.key,
    view: presentKey({ ...made.row, createdByName: by.name }, hub.clock.now()),
  };
}

function unique<T>(items: readonly T[]): T[] {
  return [...new Set(items)];
}
