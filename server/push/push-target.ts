import { createHash } from 'node:crypto';
import { z } from 'zod';
import { openSealed, sealText } from '../platform/sealed-text.ts';
import type { Keyring } from '../platform/signed-token.ts';

const schema = z.object({
  endpoint: z.string(),
  keys: z.object({ p256dh: z.string(), auth: z.string() }),
  click: z.string().nullable(),
});

/** Where a push message goes, for whom it is encrypted, and the click that it leads back with. */
export type PushTarget = z.infer<typeof schema>;

/** Whoever has a push address can write to somebody's screen, so a copy of the database gives none. */
export function sealTarget(keyring: Keyring, target: PushTarget): string {
  return sealText(keyring, PURPOSE, JSON.stringify(target));
}

export function openTarget(keyring: Keyring, sealed: string): PushTarget {
  return schema.parse(JSON.parse(openSealed(keyring, PURPOSE, sealed)));
}

/** By what a browser is known again without its address being kept in clear. */
export function hashEndpoint(endpoint: string): string {
  return createHash('sha256').update(endpoint).digest('hex');
}

const PURPOSE = 'push-target';
