import { createECDH, createHmac, randomBytes } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
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
  /** By which browsers know this hub's push messages. Absent: the file is from before them. */
  vapidPrivateKey: z.string().length(43).optional(),
});

type Parts = z.infer<typeof schema>;
export type Secrets = Omit<Parts, 'keys' | 'currentKeyId' | 'vapidPrivateKey'> & {
  keyring: Keyring;
  vapidPrivateKey: string;
};

/**
 * The hub's own secrets, made at the first start and kept in a file that only its owner can read.
 * Nodes that start at once on one file agree on it: whoever is first makes it, whole, and all read
 * it. Losing the file signs everybody out, voids open claim rights, and
 * loses reminders and the secrets of webhooks and shops; money and stock do not need it.
 */
export function openSecrets(file: string): Secrets {
  if (!existsSync(file)) create(file);
  keepToOwner(file);
  const parts = schema.parse(JSON.parse(readFileSync(file, 'utf8')));
  const { keys, currentKeyId, vapidPrivateKey = addVapidKey(file, parts), ...rest } = parts;
  const secrets = new Map(
    Object.entries(keys).map(([id, key]) => [id, Buffer.from(key, 'base64url')]),
  );
  if (!secrets.has(currentKeyId)) throw new Error(`${file}: currentKeyId names no key`);
  return { ...rest, vapidPrivateKey, keyring: { currentKeyId, secrets } };
}

/**
 * Adds what a file from before push messages lacks. It is made of the current key, so that nodes that
 * start at once on one file agree on it, and also where the file cannot be written; once it is in the
 * file, later keys do not change it, which would silence every browser that has subscribed.
 */
function addVapidKey(file: string, parts: Parts): string {
  const secret = parts.keys[parts.currentKeyId] ?? '';
  const key = createHmac('sha256', secret).update('dropcast:vapid').digest('base64url');
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    writeDurably(draft, { ...parts, vapidPrivateKey: key });
    renameSync(draft, file);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (!['EROFS', 'EPERM', 'EACCES'].includes(code)) throw error;
  }
  return key;
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
    vapidPrivateKey: newCurveKey(),
  };
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  writeDurably(draft, fresh);
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function newCurveKey(): string {
  const ecdh = createECDH('prime256v1');
  ecdh.generateKeys();
  // A number with leading zeros is shorter than its 32 bytes.
  return Buffer.from(ecdh.getPrivateKey('hex').padStart(64, '0'), 'hex').toString('base64url');
}

function writeDurably(file: string, parts: Parts): void {
  const written = openSync(file, 'wx', 0o600);
  try {
    writeFileSync(written, `${JSON.stringify(parts, null, 2)}\n`);
    fsyncSync(written);
  } finally {
    closeSync(written);
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
