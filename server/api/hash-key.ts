import { createHash } from 'node:crypto';

/** A key has 192 random bits, so a plain hash keeps it: nobody can try them all. */
export function hashKey(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}
