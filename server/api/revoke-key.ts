import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import { findKeyOfBrand, setRevoked } from './keys.store.ts';

/** Ends a key at once: the next call with it is refused. */
export async function revokeKey(
  hub: Hub,
  { brandId, keyId }: { brandId: string; keyId: string },
): Promise<void> {
  if (!(await findKeyOfBrand(hub.db, { brandId, keyId }))) throw new Problem('not_found');
  await setRevoked(hub.db, { brandId, keyId, at: hub.clock.now() });
}
