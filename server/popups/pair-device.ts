import { randomBytes } from 'node:crypto';
import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import { pairByCode } from './devices.store.ts';
import { hashSecret } from './hash-secret.ts';
import { pairCodeMeant } from './rules/pair-code.ts';

/** Gives one browser the key of a device for its code, once. Only the key's hash is kept. */
export async function pairDevice(hub: Hub, typed: string): Promise<{ key: string }> {
  const key = randomBytes(32).toString('base64url');
  const isPaired = await pairByCode(hub.db, {
    pairHash: hashSecret(pairCodeMeant(typed)),
    keyHash: hashSecret(key),
    now: hub.clock.now(),
  });
  if (!isPaired) throw new Problem('pair_code_unknown');
  return { key };
}
