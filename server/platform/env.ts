import { z } from 'zod';

const port = z.coerce.number().int().min(0).max(65_535);

const schema = z
  .object({
    NODE_ENV: z.string().optional(),
    /** Port of everything that a browser opens. */
    PORT: port.default(4870),
    /** 127.0.0.1 keeps it on this machine; 0.0.0.0 opens it. */
    HOST: z.string().default('127.0.0.1'),
    /** What links, QR codes and the overlay carry; unset: the loopback address. */
    PUBLIC_URL: z
      .url({ protocol: /^https?$/ })
      .refine(isOrigin, 'is an origin without a path, for instance https://drops.example.com')
      .optional(),
    /** `file:…` is SQLite, `postgres://…` is PostgreSQL. */
    DATABASE_URL: z
      .string()
      .regex(/^(file:|postgres(ql)?:\/\/)/, 'starts with file:, postgres:// or postgresql://')
      .optional(),
    /** Folder for the database, secrets and the test payment server's state. */
    DATA_DIR: z.string().default('.data'),
    /** The hub's own secrets; unset: secrets.json in DATA_DIR. Nodes of one hub share one file. */
    SECRETS_FILE: z.string().optional(),
    /** What nodes share hints and limits through; unset: this process is the only one. */
    REDIS_URL: z
      .string()
      .regex(/^rediss?:\/\//, 'starts with redis:// or rediss://')
      .refine((text) => URL.canParse(text), 'is an address, for instance redis://127.0.0.1:6379')
      .optional(),
    STRIPE_SECRET_KEY: z.string().startsWith('sk_').optional(),
    STRIPE_WEBHOOK_SECRET: z.string().startsWith('whsec_').optional(),
    /** The built-in test payments of another node on this machine, instead of own ones. */
    STRIPE_TEST_SERVER_URL: z
      .url({ protocol: /^http$/, hostname: /^(127\.0\.0\.1|localhost)$/ })
      .refine(isOrigin, 'is an origin on this machine, for instance http://127.0.0.1:4871')
      .optional(),
    /** For tests alone: webhooks may go to http://127.0.0.1, which they never do otherwise. */
    WEBHOOKS_TO_LOOPBACK: z.stringbool().default(false),
    SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
    MAIL_FROM: z.string().default('Dropcast <no-reply@localhost>'),
    /** By which browsers know this hub's push messages; unset: the one of the secrets file. */
    VAPID_PRIVATE_KEY: z
      .string()
      .regex(/^[\w-]{43}$/, 'is a P-256 private key: 32 bytes as base64url')
      .optional(),
    /** Whom a push service may write to about this hub; unset: PUBLIC_URL, or the sender of mail. */
    VAPID_CONTACT: z
      .string()
      .regex(/^(mailto:|https:)/, 'starts with mailto: or https:')
      .optional(),
    LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
    /** Number of proxies in front whose X-Forwarded-For is believed. */
    TRUSTED_PROXIES: z.coerce.number().int().min(0).max(5).default(0),
  })
  .refine((env) => !env.STRIPE_SECRET_KEY || env.STRIPE_WEBHOOK_SECRET, {
    path: ['STRIPE_WEBHOOK_SECRET'],
    message: 'is needed together with STRIPE_SECRET_KEY, else payments would never be noticed',
  });

/** The validated environment. Read once, at boot. */
export type Env = z.infer<typeof schema>;

/** Reads and checks the environment, and fails with the whole list of what is wrong. */
export function readEnv(source: Record<string, string | undefined>): Env {
  const parsed = schema.safeParse(dropEmpty(source));
  if (parsed.success) return parsed.data;
  const list = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`The environment is not usable:\n${list.join('\n')}`);
}

/** Cookies, links and the overlay assume the root of a host; a path would break them quietly. */
function isOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text.replace(/\/$/, '');
}

function dropEmpty(source: Record<string, string | undefined>) {
  return Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
}
