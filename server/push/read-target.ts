import type { Hub } from '../platform/hub.ts';
import { openTarget, type PushTarget } from './push-target.ts';

/** Where a reminder goes; null: sealed with a key that is gone, so nobody will ever read it. */
export function readTarget(
  { keyring, log }: Pick<Hub, 'keyring' | 'log'>,
  { id, target }: { id: string; target: string },
): PushTarget | null {
  try {
    return openTarget(keyring, target);
  } catch (error) {
    log.warn({ err: error, reminderId: id }, 'a reminder could not be unsealed');
    return null;
  }
}
