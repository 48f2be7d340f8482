import express, { type Request, type Response, Router } from 'express';
import type { ZodType } from 'zod';
import { holdsNul } from '../platform/holds-nul.ts';
import { networkPrefix } from '../platform/network-prefix.ts';
import { Problem } from '../platform/problem.ts';
import type { RateLimiter, RateLimits } from '../platform/rate-limit.ts';
import {
  emptyBodySchema,
  enterByLinkSchema,
  requestSignInLinkSchema,
  signInSchema,
  signUpSchema,
} from '../protocol/accounts.schema.ts';
import { type Auth, findUserOfRequest, NETWORK_HEADER } from './auth.ts';
import { sentByOwnPage } from './rules/sent-by-own-page.ts';

const QUARTER_HOUR_MS = 900_000;
const COOKIE_DAYS = 30;

/**
 * The doors through which people come in and go out, under `/api/auth`. All of them are POST with
 * JSON from our own pages, so that neither a link preview nor another site can use one. The session
 * token is in the cookie only and never in an answer.
 */
export function accountsRoutes({
  auth,
  limits,
  publicUrl,
}: {
  auth: Auth;
  limits: RateLimits;
  publicUrl: string;
}): Router {
  const routes = Router();
  const perAccount = limits('sign-in-account', { max: 10, windowMs: QUARTER_HOUR_MS });
  const perNetwork = limits('sign-in-network', { max: 100, windowMs: QUARTER_HOUR_MS });
  const mailsPerAddress = limits('sign-in-mail', { max: 5, windowMs: QUARTER_HOUR_MS });

  const take = async (limiter: RateLimiter, key: string) => {
    const retryAfterSeconds = await limiter.take(key);
    if (retryAfterSeconds !== null) throw new Problem('too_many_requests', { retryAfterSeconds });
  };

  routes.use('/api/auth', express.json({ limit: '16kb', type: 'application/json' }));
  routes.use('/api/auth', (req, _res, next) => {
    if (req.method !== 'POST') throw new Problem('method_not_allowed');
    if (!req.is('application/json')) throw new Problem('unsupported_media_type');
    const { origin, host, 'sec-fetch-site': site } = req.headers;
    const secFetchSite = typeof site === 'string' ? site : undefined;
    if (!sentByOwnPage({ origin, host, secFetchSite }, publicUrl)) throw new Problem('cross_site');
    next();
  });

  routes.post('/api/auth/sign-up/email', async (req, res) => {
    const body = parse(signUpSchema, req);
    await take(perNetwork, networkOf(req));
    const answer = await auth.api.signUpEmail({ body, headers: headersOf(req), asResponse: true });
    if (answer.status === 422) throw new Problem('email_taken');
    await sendUser(res, answer);
  });

  routes.post('/api/auth/sign-in/email', async (req, res) => {
    const body = parse(signInSchema, req);
    await take(perNetwork, networkOf(req));
    await take(perAccount, body.email);
    const answer = await auth.api.signInEmail({ body, headers: headersOf(req), asResponse: true });
    if (answer.status === 401) throw new Problem('sign_in_refused');
    await perAccount.forget(body.email);
    await sendUser(res, answer);
  });

  routes.post('/api/auth/sign-in/magic-link', async (req, res) => {
    const { email } = parse(requestSignInLinkSchema, req);
    await take(perNetwork, networkOf(req));
    await take(mailsPerAddress, email);
    const name = email.split('@')[0] ?? email;
    await auth.api.signInMagicLink({ body: { email, name }, headers: headersOf(req) });
    res.json({ status: true });
  });

  routes.post('/api/auth/enter', async (req, res) => {
    const { token } = parse(enterByLinkSchema, req);
    await take(perNetwork, networkOf(req));
    const given = { query: { token }, headers: headersOf(req), asResponse: true as const };
    const provesAddressOnly = token.includes('.');
    const answer = provesAddressOnly
      ? await auth.api.verifyEmail(given)
      : await auth.api.magicLinkVerify(given);
    if (!answer.ok) throw new Problem('sign_in_link_gone');
    passCookies(res, answer);
    const signedIn = !provesAddressOnly || (await findUserOfRequest(auth, req.headers)) !== null;
    res.json({ status: true, signedIn });
  });

  routes.post('/api/auth/send-verification-email', async (req, res) => {
    parse(emptyBodySchema, req);
    const user = await findUserOfRequest(auth, req.headers);
    if (!user) throw new Problem('not_signed_in');
    await take(mailsPerAddress, user.email);
    if (!user.emailVerified) {
      await auth.api.sendVerificationEmail({
        body: { email: user.email },
        headers: headersOf(req),
      });
    }
    res.json({ status: true });
  });

  routes.post('/api/auth/sign-out', async (req, res) => {
    parse(emptyBodySchema, req);
    passCookies(res, await auth.api.signOut({ headers: headersOf(req), asResponse: true }));
    res.json({ status: true });
  });

  routes.use('/api/auth', () => {
    throw new Problem('not_found');
  });
  return routes;
}

function parse<T>(schema: ZodType<T>, req: Request): T {
  if (holdsNul(req.body)) throw new Problem('bad_input');
  const parsed = schema.safeParse(req.body);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map(({ path, message }) => ({
    path: path.join('.'),
    message,
  }));
  throw new Problem('bad_input', { fields });
}

/** What the library gets to know of a request: the cookie, the browser and the network. */
function headersOf(req: Request): Headers {
  const headers = new Headers({
    'user-agent': (req.headers['user-agent'] ?? '').slice(0, 200),
    [NETWORK_HEADER]: networkOf(req),
  });
  if (req.headers.cookie) headers.set('cookie', req.headers.cookie);
  return headers;
}

function networkOf(req: Request): string {
  return networkPrefix(req.ip) ?? '';
}

async function sendUser(res: Response, answer: globalThis.Response): Promise<void> {
  if (!answer.ok) throw new Problem('bad_input');
  const { user } = (await answer.json()) as {
    user: { id: string; name: string; email: string; emailVerified: boolean };
  };
  passCookies(res, answer);
  const { id, name, email, emailVerified } = user;
  res.json({ user: { id, name, email, emailVerified } });
}

/**
 * The browser keeps the cookie for the whole life that a session can have; when it has idled for too
 * long is decided by the hub, which cannot lengthen a cookie from inside a procedure.
 */
function passCookies(res: Response, answer: globalThis.Response): void {
  for (const cookie of answer.headers.getSetCookie()) {
    res.append('Set-Cookie', cookie.replace(/Max-Age=[1-9]\d*/, `Max-Age=${COOKIE_DAYS * 86_400}`));
  }
  res.set('Cache-Control', 'no-store');
}
