import type { Hub } from '../platform/hub.ts';
import { newSecret } from '../platform/ids.ts';
import { openSealed, sealText } from '../platform/sealed-text.ts';
import type { StoredEndpoint } from './endpoints.store.ts';
import { secretText } from './rules/sign-message.ts';

/** A fresh secret, as it is shown, and as it is kept. */
export function makeSecret({ keyring }: Pick<Hub, 'keyring'>): { secret: string; sealed: string } {
  const bytes = Buffer.from(newSecret(256), 'base64url');
  const secret = secretText(bytes.toString('base64'));
  return { secret, sealed: sealText(keyring, PURPOSE, secret) };
}

/** What a message to this endpoint is signed with: its secret, and for a while the one before. */
export function secretsOf(
  { keyring }: Pick<Hub, 'keyring'>,
  endpoint: Pick<StoredEndpoint, 'secret' | 'previousSecret' | 'previousUntil'>,
  now: Date,
): string[] {
  const { secret, previousSecret, previousUntil } = endpoint;
  const isOverlap = previousSecret !== null && previousUntil !== null && previousUntil > now;
  const sealed = isOverlap ? [secret, previousSecret] : [secret];
  return sealed.map((one) => openSealed(keyring, PURPOSE, one));
}

const PURPOSE = 'webhook-secret';
