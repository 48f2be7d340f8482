import { createHmac } from 'node:crypto';

/** How a secret is shown and copied: 24 random bytes after a prefix. */
export function secretText(base64: string): string {
  return `whsec_${base64}`;
}

/**
 * The three headers of a signed message. The signature is over id, time and body, once with each
 * secret, so that receivers go on working while secrets change.
 * Source: the Standard Webhooks specification, "Signature scheme".
 */
export function signMessage(
  secrets: readonly string[],
  { id, at, body }: { id: string; at: Date; body: string },
): Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string> {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
    const mac = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`);
    return `v1,${mac.digest('base64')}`;
  });
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatures.join(' '),
  };
}
