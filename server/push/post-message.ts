import { createECDH, createHash, randomBytes } from 'node:crypto';
import type { Hub } from '../platform/hub.ts';
import { NoAddress, NotPublic } from '../platform/public-address.ts';
import type { PushMessage } from '../protocol/push.ts';
import type { PushTarget } from './push-target.ts';
import { encryptMessage } from './rules/encrypt-message.ts';
import { signVapid } from './sign-vapid.ts';

/** A phone that wakes later than this would be told of something that was. */
const LONGEST_TTL_SECONDS = 600;

/**
 * Hands one message to a browser's push service: encrypted for that browser, to be kept no longer than
 * it is true. Answers the status, or null when none came; an address that is not public is 404.
 */
export async function postMessage(
  hub: Pick<Hub, 'outward' | 'vapid' | 'clock'>,
  { endpoint, keys }: PushTarget,
  { message, trueUntil }: { message: PushMessage; trueUntil: Date },
): Promise<number | null> {
  const now = hub.clock.now();
  const leftSeconds = Math.floor((trueUntil.getTime() - now.getTime()) / 1_000);
  const sender = createECDH('prime256v1');
  sender.generateKeys();
  const body = encryptMessage(JSON.stringify(message), keys, {
    salt: randomBytes(16),
    privateKey: sender.getPrivateKey(),
  });
  try {
    const { status } = await hub.outward.post(endpoint, {
      headers: {
        authorization: signVapid(hub.vapid, { endpoint, now }),
        'content-encoding': 'aes128gcm',
        'content-type': 'application/octet-stream',
        ttl: String(Math.min(LONGEST_TTL_SECONDS, Math.max(0, leftSeconds))),
        // A newer message about the same takes the place of one that still waits.
        topic: createHash('sha256').update(message.tag).digest('base64url').slice(0, 32),
        urgency: 'high',
      },
      body,
    });
    return status;
  } catch (error) {
    return error instanceof NotPublic && !(error instanceof NoAddress) ? 404 : null;
  }
}
