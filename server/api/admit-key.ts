import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import type { RateLimits } from '../platform/rate-limit.ts';
import type { ApiMode, ApiScope } from '../protocol/api.ts';
import { hashKey } from './hash-key.ts';
import { findKeyByHash, setLastUsed } from './keys.store.ts';
import { isKeyText, keyState } from './rules/api-key.ts';

/** A brand's program, as it may act: what a valid key stands for. */
export type ApiCaller = {
  keyId: string;
  mode: ApiMode;
  scopes: readonly ApiScope[];
  brand: { id: string; slug: string; name: string; currency: string; timeZone: string };
};

/** Calls of one key per minute. */
const PER_MINUTE = 600;
/** Wrong keys from one address per minute, before they are no longer looked up. */
const WRONG_PER_MINUTE = 30;
const MINUTE_MS = 60_000;

/**
 * Turns an Authorization header into the caller. Wrong, revoked and expired keys are answered alike;
 * whoever tries many is answered without looking. Throws `api_key_invalid` and `too_many_requests`.
 */
export function admitKeys(hub: Hub, limits: RateLimits) {
  const calls = limits('api-key', { max: PER_MINUTE, windowMs: MINUTE_MS });
  const wrong = limits('api-key-wrong', { max: WRONG_PER_MINUTE, windowMs: MINUTE_MS });
  return async (header: string | undefined, address: string): Promise<ApiCaller> => {
    const key = /^Bearer (\S+)$/i.exec(header ?? '')?.[1] ?? '';
    const caller = isKeyText(key) ? await findCaller(hub, key) : null;
    if (!caller) {
      refuseAfter(await wrong.take(address));
      throw new Problem('api_key_invalid');
    }
    refuseAfter(await calls.take(caller.keyId));
    return caller;
  };
}

function refuseAfter(seconds: number | null): void {
  if (seconds !== null) throw new Problem('too_many_requests', { retryAfterSeconds: seconds });
}

async function findCaller(hub: Hub, key: string): Promise<ApiCaller | null> {
  const now = hub.clock.now();
  const found = await findKeyByHash(hub.db, hashKey(key));
  if (!found) return null;
  const state = keyState(found, now);
  if (state === 'revoked' || state === 'expired') return null;
  const sinceMs = now.getTime() - (found.lastUsedAt?.getTime() ?? 0);
  if (sinceMs >= MINUTE_MS) await setLastUsed(hub.db, found.id, now);
  return {
    keyId: found.id,
    mode: found.mode as ApiMode,
    scopes: JSON.parse(found.scopes) as ApiScope[],
    brand: found.brand,
  };
}

/** Throws `scope_missing` when a key may not do this. */
export function requireScope({ scopes }: ApiCaller, scope: ApiScope): void {
  if (!scopes.includes(scope)) {
    throw new Problem('scope_missing', { message: `This key lacks the scope ${scope}.` });
  }
}
