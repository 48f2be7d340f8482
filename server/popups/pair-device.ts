import { randomBytes } from 'node:crypto';
import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import type { PairedDevice } from '../protocol/popups.ts';
import { findDeviceByKey, pairByCode } from './devices.store.ts';
import { hashSecret } from './hash-secret.ts';
import { pairCodeMeant } from './rules/pair-code.ts';

/**
 * Gives one browser the key of a device for its code, once, and says whose device it is now. Only the
 * key's hash is kept.
 */
export async function pairDevice(hub: Hub, typed: string): Promise<PairedDevice> {
  const key = randomBytes(32).toString('base64url');
  const keyHash = hashSecret(key);
  const isPaired = await pairByCode(hub.db, {
    pairHash: hashSecret(pairCodeMeant(typed)),
    keyHash,
    now: hub.clock.now(),
  });
  const device = isPaired ? await findDeviceByKey(hub.db, keyHash) : null;
  if (!device) throw new Problem('pair_code_unknown');
  return { key, brandId: device.brandId, brandName: device.brand.name };
}
