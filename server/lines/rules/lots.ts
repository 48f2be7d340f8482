import { createHash, createHmac } from 'node:crypto';

/**
 * What the lot of a customer is computed over: the first 32 hex digits of SHA-256 over salt and
 * customer. The salt is random and secret, so nobody finds a known customer in the published list.
 */
export function lotIdOf({ salt, customerKey }: { salt: string; customerKey: string }): string {
  return sha256(`${salt}:${customerKey}`).slice(0, 32);
}

/** SHA-256 over all lot ids in ascending order, a line each: no entry can be added or taken away unseen. */
export function entriesHashOf(lotIds: readonly string[]): string {
  return sha256([...lotIds].sort().join('\n'));
}

/**
 * Lot ids in the order in which they are drawn: ascending by HMAC-SHA256 with the seed's text as the
 * key. The hash of the seed was published before anybody could enter and no entry changes it, so
 * neither the brand nor a viewer can have chosen the order.
 */
export function drawOrder(seed: string, lotIds: readonly string[]): string[] {
  return lotIds
    .map((lotId) => ({ lotId, lot: createHmac('sha256', seed).update(lotId).digest('hex') }))
    .sort((a, b) => (a.lot < b.lot ? -1 : 1))
    .map(({ lotId }) => lotId);
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
