import { inTransaction } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import type { ApiMode, NewApiKey } from '../protocol/api.ts';
import { findKeyOfBrand, insertKey, setReplaced } from './keys.store.ts';
import { type KeyMaker, makeKey } from './make-key.ts';
import { presentKey } from './present-key.ts';

/**
 * Makes a key in the place of another, which goes on working for some hours, so that no call is
 * refused while programs are told. Throws `key_replaced` when that was done before.
 */
export async function rotateKey(
  hub: Hub,
  { brandId, by }: KeyMaker,
  { keyId, overlapHours }: { keyId: string; overlapHours: number },
): Promise<NewApiKey> {
  const old = await findKeyOfBrand(hub.db, { brandId, keyId });
  if (!old) throw new Problem('not_found');
  const { name, scopes } = old;
  const made = makeKey(hub, { brandId, by, name, mode: old.mode as ApiMode, scopes });
  const now = hub.clock.now();
  await inTransaction(hub.db, async (tx) => {
    const expiresAt = new Date(now.getTime() + overlapHours * 3_600_000);
    const isFirst = await setReplaced(tx, { keyId, replacedById: made.row.id, expiresAt });
    if (!isFirst) throw new Problem('key_replaced');
    await insertKey(tx, made.row);
  });
  return { key: made.key, view: presentKey({ ...made.row, createdByName: by.name }, now) };
}
