import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import { NotPublic } from '../platform/public-address.ts';
import type { Subscription } from '../protocol/push.schema.ts';
import { areUsableKeys } from './rules/encrypt-message.ts';

/**
 * A browser's push address is somebody else's word: only public https is taken, and checked again when
 * it is called. Throws `url_not_public` and `bad_input`.
 */
export function checkSubscription({ outward }: Hub, { endpoint, keys }: Subscription): void {
  if (!areUsableKeys(keys)) throw new Problem('bad_input');
  try {
    outward.check(endpoint);
  } catch (error) {
    if (!(error instanceof NotPublic)) throw error;
    throw new Problem('url_not_public', { fields: [{ path: 'endpoint', message: error.message }] });
  }
}
