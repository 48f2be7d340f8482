import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
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
 * Nodes that start at once on one file agree on it: whoever is first makes it, whole, and all read
 * it. Losing the file signs everybody out and voids open claim rights; money and stock do not need it.
 */
export function openSecrets(file: string): Secrets {
  if (!existsSync(file)) create(file);
  keepToOwner(file);
  const { keys, currentKeyId, ...rest } = schema.parse(JSON.parse(readFileSync(file, 'utf8')));
  const secrets = new Map(
    Object.entries(keys).map(([id, key]) => [id, Buffer.from(key, 'base64url')]),
  );
  if (!secrets.has(currentKeyId)) throw new Error(`${file}: currentKeyId names no key`);
  return { ...rest, keyring: { currentKeyId, secrets } };
}

/**
 * Written beside its place and linked into it: a half-written file is never seen, the first one
 * stays. On the disk before it has its name: an empty file after a power cut would keep the hub from
 * starting.
 */
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
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  const written = openSync(draft, 'wx', 0o600);
  try {
    writeFileSync(written, `${JSON.stringify(fresh, null, 2)}\n`);
    fsyncSync(written);
  } finally {
    closeSync(written);
  }
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** A file that was handed in may be on a volume that is only for reading. */
function keepToOwner(file: string): void {
  try {
    chmodSync(file, 0o600);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EROFS' && code !== 'EPERM') throw error;
  }
}
