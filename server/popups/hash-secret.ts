import { createHash } from 'node:crypto';

/** What is stored of a secret that is random enough to need no salt. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
