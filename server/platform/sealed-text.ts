import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { invariant } from './invariant.ts';
import { type Keyring, purposeKey } from './signed-token.ts';

/**
 * Text that has to be read again (a secret that we sign with, or that somebody else signs with), so
 * that a copy of the database alone does not give it away: AES-256-GCM under the ring's current key,
 * for one purpose. Form: `kid.nonce.tag.text`.
 */
export function sealText(keyring: Keyring, purpose: string, text: string): string {
  const { currentKeyId } = keyring;
  const nonce = randomBytes(12);
  const cipher = createCipheriv(CIPHER, purposeKey(keyring, currentKeyId, purpose), nonce);
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  const parts = [nonce, cipher.getAuthTag(), sealed].map((part) => part.toString('base64url'));
  return [currentKeyId, ...parts].join('.');
}

/** What was sealed for this purpose; throws when it was changed or its key is gone. */
export function openSealed(keyring: Keyring, purpose: string, sealed: string): string {
  const [keyId = '', ...parts] = sealed.split('.');
  const [nonce, tag, text] = parts.map((part) => Buffer.from(part, 'base64url'));
  invariant(nonce && tag && text, 'a sealed text has a nonce, a tag and a text');
  const cipher = createDecipheriv(CIPHER, purposeKey(keyring, keyId, purpose), nonce);
  cipher.setAuthTag(tag);
  return Buffer.concat([cipher.update(text), cipher.final()]).toString('utf8');
}

const CIPHER = 'aes-256-gcm';
