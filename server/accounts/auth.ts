import { betterAuth } from 'better-auth';
import { magicLink } from 'better-auth/plugins';
import type { Mailer } from '../mail/create-mailer.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/db.ts';
import type { Engine } from '../platform/engine.ts';
import { newId } from '../platform/ids.ts';
import type { Log } from '../platform/log.ts';
import type { SignedInUser } from '../platform/trpc.ts';
import { authStore } from './auth.store.ts';
import { createPasswordHasher } from './hash-passwords.ts';
import { signInLinkMail, verificationMail } from './write-mails.ts';

/** The header in which our routes tell the library the network of a request; no client can set it. */
export const NETWORK_HEADER = 'x-dropcast-network';
const SIGN_IN_LINK_SECONDS = 600;

const DAY_SECONDS = 86_400;
const IDLE_DAYS = 7;

export type AuthParts = {
  db: Db;
  engine: Engine;
  clock: Clock;
  log: Log;
  mailer: Mailer;
  /** Origin of the hub, without a slash at the end. */
  publicUrl: string;
  /** Signs the session cookie and verification links; at least 32 characters. */
  secret: string;
};

export type Auth = ReturnType<typeof createAuth>;

/**
 * Sign-in with password or by mailed link. The library is used through `auth.api` only, from
 * accounts.routes.ts; its own HTTP handler, which would also answer GET requests that sign somebody
 * in, is not mounted.
 */
export function createAuth({ db, engine, clock, log, mailer, publicUrl, secret }: AuthParts) {
  const isHttps = publicUrl.startsWith('https:');
  return betterAuth({
    appName: 'Dropcast',
    baseURL: publicUrl,
    basePath: '/api/auth',
    secret,
    trustedOrigins: [publicUrl],
    database: authStore({ db, engine, clock }),
    telemetry: { enabled: false },
    rateLimit: { enabled: false },
    logger: { level: 'error', log: (level, message) => log.warn({ level }, `sign-in: ${message}`) },
    emailAndPassword: {
      enabled: true,
      minPasswordLength: 8,
      maxPasswordLength: 128,
      password: createPasswordHasher(),
    },
    emailVerification: {
      sendOnSignUp: true,
      expiresIn: DAY_SECONDS,
      sendVerificationEmail: ({ user, token }) =>
        mailer.sendMail(verificationMail({ email: user.email, token, publicUrl })),
    },
    plugins: [
      magicLink({
        expiresIn: SIGN_IN_LINK_SECONDS,
        storeToken: 'hashed',
        sendMagicLink: ({ email, token }) =>
          mailer.sendMail(signInLinkMail({ email, token, publicUrl })),
      }),
    ],
    session: { expiresIn: IDLE_DAYS * DAY_SECONDS, updateAge: 3600 },
    advanced: {
      useSecureCookies: false,
      database: { generateId: () => newId(clock.now()) },
      ipAddress: { ipAddressHeaders: [NETWORK_HEADER], ipv6Subnet: 56 },
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', secure: isHttps, path: '/' },
      cookies: { session_token: { name: sessionCookieName(publicUrl) } },
    },
  });
}

/** `__Host-` binds the cookie to this very host; browsers take it over TLS only. */
function sessionCookieName(publicUrl: string): string {
  return publicUrl.startsWith('https:') ? '__Host-dropcast_session' : 'dropcast_session';
}

/** Who sends this request, by its session cookie; null when nobody is signed in. */
export async function findUserOfRequest(
  auth: Auth,
  headers: Record<string, string | string[] | undefined>,
): Promise<SignedInUser | null> {
  const cookie = headers.cookie;
  if (typeof cookie !== 'string') return null;
  const found = await auth.api.getSession({ headers: new Headers({ cookie }) });
  if (!found) return null;
  const { id, name, email, emailVerified } = found.user;
  return { id, name, email, emailVerified };
}
