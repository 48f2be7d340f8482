import { randomBytes } from 'node:crypto';
import type Stripe from 'stripe';
import type { Store } from './store.ts';

/** Everything that a verb of this server needs, told from outside: memory, time, chance, cause. */
export interface World {
  store: Store;
  now: () => Date;
  newId: (prefix: string, length?: number) => string;
  /** The request that causes what happens now; events carry it. */
  cause: Stripe.Event.Request;
  /** The connected account on whose behalf a request is made. */
  account?: string | null;
  /** The name on the payment page when the session brings none. */
  merchantName: string;
  /** How long a bank debit and a pending refund take, by `now`. */
  delayedSeconds: number;
  /** Whether the webhook endpoint asked for events of this type. */
  delivers: (type: string) => boolean;
  /** Where shoppers reach the payment page; no trailing slash. */
  pageBaseUrl: () => string;
}

/** Stripe's unit of time. */
export function nowSeconds(world: World): number {
  return Math.floor(world.now().getTime() / 1_000);
}

/** An id of Stripe's look: prefix and letters and digits from the system's randomness. */
export function randomId(prefix: string, length = 24): string {
  let letters = '';
  for (const byte of randomBytes(length)) letters += ALPHABET[byte % ALPHABET.length];
  return prefix + letters;
}

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
