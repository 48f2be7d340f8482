import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { Keyring } from './signed-token.ts';

const schema = z.strictObject({
  currentKeyId: z.string(),
  keys: z.record(z.string().regex(/^[a-z0-9]{1,8}$/), z.string().min(43)),
  /** For the session cookie of the auth library. */
  sessionSecret: z.string().min(43),
  /** For the built-in test payment server only. */
  testStripeKey: z.string().startsWith('sk_test_'),
  testStripeWebhookSecret: z.string().startsWith('whsec_'),
});

export type Secrets = Omit<z.infer<typeof schema>, 'keys' | 'currentKeyId'> & { keyring: Keyring };

/**
 * The hub's own secrets, made at the first start and kept in a file that only its owner can read.
 * Losing the file signs everybody out and voids open claim rights; money and stock do not need it.
 */
export function openSecrets(dataDir: string): Secrets {
  const file = join(dataDir, 'secrets.json');
  if (!existsSync(file)) create(file);
  chmodSync(file, 0o600);
  const { keys, currentKeyId, ...rest } = schema.parse(JSON.parse(readFileSync(file, 'utf8')));
  const secrets = new Map(
    Object.entries(keys).map(([id, key]) => [id, Buffer.from(key, 'base64url')]),
  );
  if (!secrets.has(currentKeyId)) throw new Error(`${file}: currentKeyId names no key`);
  return { ...rest, keyring: { currentKeyId, secrets } };
}

function create(file: string): void {
  const secret = () => randomBytes(32).toString('base64url');
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const fresh = {
    currentKeyId: 'k1',
    keys: { k1: secret() },
    sessionSecret: secret(),
    testStripeKey: `sk_test_${randomBytes(18).toString('hex')}`,
    testStripeWebhookSecret: `whsec_${randomBytes(24).toString('hex')}`,
  };
  writeFileSync(file, `${JSON.stringify(fresh, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
}
