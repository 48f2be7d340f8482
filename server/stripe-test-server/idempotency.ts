import { createHash } from 'node:crypto';
import { StripeFault } from './stripe-fault.ts';
import { nowSeconds, type World } from './world.ts';

/** One POST with its `Idempotency-Key`. */
export interface KeyedRequest {
  key: string;
  path: string;
  body: string;
}

export interface StoredAnswer {
  status: number;
  body: string;
}

/**
 * The first answer that this key got, or null for a new key. Keys are forgotten after 24 hours.
 * Throws Stripe's idempotency error when the key came with another request.
 */
export function recallAnswer(world: World, request: KeyedRequest): StoredAnswer | null {
  if (request.key.length > 255) {
    throw new StripeFault('Idempotency keys can be at most 255 characters long.', {
      beforeExecution: true,
    });
  }
  world.store
    .statement('DELETE FROM idempotency_keys WHERE key = ? AND created < ?')
    .run(request.key, nowSeconds(world) - KEPT_SECONDS);
  const stored = world.store
    .statement('SELECT path, params_hash, status, body FROM idempotency_keys WHERE key = ?')
    .get(request.key) as (StoredAnswer & { path: string; params_hash: string }) | undefined;
  if (stored === undefined) return null;
  if (stored.path !== request.path) {
    throw misuse(
      `Keys for idempotent requests can only be used for the same endpoint they were first used for ('${request.path}' vs '${stored.path}'). Try using a key other than '${request.key}' if you meant to execute a different request.`,
    );
  }
  if (stored.params_hash !== hashOf(request.body)) {
    throw misuse(
      `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${request.key}' if you meant to execute a different request.`,
    );
  }
  return { status: stored.status, body: stored.body };
}

/** Keeps the answer for every later request with this key. */
export function rememberAnswer(world: World, request: KeyedRequest, answer: StoredAnswer): void {
  world.store
    .statement(
      'INSERT INTO idempotency_keys (key, path, params_hash, status, body, created) VALUES (?, ?, ?, ?, ?, ?)',
    )
    .run(
      request.key,
      request.path,
      hashOf(request.body),
      answer.status,
      answer.body,
      nowSeconds(world),
    );
}

const KEPT_SECONDS = 86_400;

/** Order does not matter: the same parameters in another order are the same request. */
function hashOf(body: string): string {
  const sorted = [...new URLSearchParams(body)].map(([name, value]) => `${name}=${value}`).sort();
  return createHash('sha256').update(JSON.stringify(sorted)).digest('hex');
}

function misuse(message: string): StripeFault {
  return new StripeFault(message, { type: 'idempotency_error', beforeExecution: true });
}
