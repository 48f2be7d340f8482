import { sign } from 'node:crypto';
import type { VapidKeys } from '../platform/vapid-keys.ts';

/** A push service may refuse what lasts longer than a day (RFC 8292). */
const LASTS_SECONDS = 12 * 3_600;

/** The `Authorization` header by which a push service knows this hub: a token for its origin alone. */
export function signVapid(
  { publicKey, privateKey, contact }: VapidKeys,
  { endpoint, now }: { endpoint: string; now: Date },
): string {
  const claims = {
    aud: new URL(endpoint).origin,
    exp: Math.floor(now.getTime() / 1_000) + LASTS_SECONDS,
    sub: contact,
  };
  const body = [{ typ: 'JWT', alg: 'ES256' }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  const signature = sign('sha256', Buffer.from(body), {
    key: privateKey,
    dsaEncoding: 'ieee-p1363',
  });
  return `vapid t=${body}.${signature.toString('base64url')}, k=${publicKey}`;
}
