import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createMailer } from '../mail/create-mailer.ts';
import { answerProblems } from '../platform/answer-problems.ts';
import { systemClock } from '../platform/clock.ts';
import type { OpenDatabase } from '../platform/db.ts';
import { createLog } from '../platform/log.ts';
import { createRateLimits } from '../platform/rate-limit.ts';
import { createTestDatabase, testDatabases } from '../test/database.ts';
import { accountsRoutes } from './accounts.routes.ts';
import { hashSessionToken } from './auth.store.ts';
import { type Auth, createAuth, findUserOfRequest } from './auth.ts';
import { registerPerson } from './register-person.ts';

const ADA = { name: 'Ada', email: 'ada@shop.test', password: 'correct horse' };

describe.each(testDatabases())('signing in on %s', (engine) => {
  let database: OpenDatabase;
  let auth: Auth;
  let server: Server;
  let origin: string;

  beforeEach(async () => {
    database = await createTestDatabase(engine);
    ({ auth, server, origin } = await serve(database));
  });
  afterEach(async () => {
    server.closeAllConnections();
    server.close();
    await database.close();
  });

  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${origin}/api/auth/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
      redirect: 'manual',
    });
  const whoHas = (cookie: string) => findUserOfRequest(auth, { cookie });
  const mailedToken = async () => {
    const mail = await database.db.outboxMail.findFirstOrThrow({ orderBy: { id: 'desc' } });
    return /\/app\/enter#token=(\S+)/.exec(mail.text)?.[1] ?? '';
  };

  test('signing up opens a session whose cookie says who it is', async () => {
    const answer = await post('sign-up/email', { ...ADA, email: ' Ada@Shop.test ' });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({
      user: { id: expect.any(String), name: 'Ada', email: 'ada@shop.test', emailVerified: false },
    });
    expect(answer.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Lax$/i);
    expect(await whoHas(cookieOf(answer))).toMatchObject({ email: 'ada@shop.test' });
  });

  test('the database keeps the hash of a session token and the prefix of its network', async () => {
    const cookie = cookieOf(await post('sign-up/email', ADA));
    const token = decodeURIComponent(cookie.split('=')[1] ?? '').split('.')[0] ?? '';
    const session = await database.db.session.findFirstOrThrow();
    expect(session.token).toBe(hashSessionToken(token));
    expect(session.ipAddress).toBe('127.0.0.0');
    expect(session.id).toMatch(/^[0-9a-z]{26}$/);
    expect(await whoHas(cookie.replace(token, session.token))).toBeNull();
  });

  test('signing out ends the session on the server', async () => {
    const cookie = cookieOf(await post('sign-up/email', ADA));
    expect((await post('sign-out', {}, { cookie })).status).toBe(200);
    expect(await whoHas(cookie)).toBeNull();
    expect(await database.db.session.count()).toBe(0);
  });

  test('a session ends thirty days after its sign-in, however busy it is', async () => {
    const cookie = cookieOf(await post('sign-up/email', ADA));
    const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);
    await database.db.session.updateMany({ data: { createdAt: daysAgo(29.99) } });
    expect(await whoHas(cookie)).not.toBeNull();
    await database.db.session.updateMany({ data: { createdAt: daysAgo(30) } });
    expect(await whoHas(cookie)).toBeNull();
  });

  test('a session that is used is kept for seven more days, an idle one ends', async () => {
    const cookie = cookieOf(await post('sign-up/email', ADA));
    await database.db.session.updateMany({ data: { expiresAt: new Date(Date.now() + 3_600_000) } });
    expect(await whoHas(cookie)).not.toBeNull();
    const { expiresAt } = await database.db.session.findFirstOrThrow();
    expect(expiresAt.getTime()).toBeGreaterThan(Date.now() + 6.9 * 86_400_000);
    await database.db.session.updateMany({ data: { expiresAt: new Date(Date.now() - 1) } });
    expect(await whoHas(cookie)).toBeNull();
  });

  test('a wrong password and an unknown address get the same answer', async () => {
    await post('sign-up/email', ADA);
    const wrong = await post('sign-in/email', { email: ADA.email, password: 'wrong horse' });
    const unknown = await post('sign-in/email', { email: 'x@shop.test', password: 'wrong horse' });
    expect(wrong.status).toBe(401);
    expect(unknown.status).toBe(401);
    expect(await unknown.text()).toBe(await wrong.text());
  });

  test('a sign-in link is asked for alike by known and unknown addresses', async () => {
    await post('sign-up/email', ADA);
    const known = await post('sign-in/magic-link', { email: ADA.email });
    const unknown = await post('sign-in/magic-link', { email: 'new@shop.test' });
    expect([known.status, await known.text()]).toEqual([unknown.status, await unknown.text()]);
  });

  test('a sign-in link works once, and only by POST', async () => {
    await post('sign-in/magic-link', { email: 'new@shop.test' });
    const token = await mailedToken();
    for (const path of ['magic-link/verify', 'enter', 'sign-in/magic-link']) {
      const got = await fetch(`${origin}/api/auth/${path}?token=${token}`, { redirect: 'manual' });
      expect(got.status).toBe(405);
      expect(got.headers.get('set-cookie')).toBeNull();
    }
    const entered = await post('enter', { token });
    expect(await entered.json()).toEqual({ status: true, signedIn: true });
    expect(await whoHas(cookieOf(entered))).toMatchObject({
      email: 'new@shop.test',
      name: 'new',
      emailVerified: true,
    });
    const again = await post('enter', { token });
    expect(again.status).toBe(410);
    expect(again.headers.get('set-cookie')).toBeNull();
  });

  test('of two who open the same sign-in link at once, one is signed in', async () => {
    await post('sign-in/magic-link', { email: 'new@shop.test' });
    const token = await mailedToken();
    const answers = await Promise.all([post('enter', { token }), post('enter', { token })]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 410]);
  });

  test('a sign-in link runs out after ten minutes, and the database does not hold it', async () => {
    await post('sign-in/magic-link', { email: 'new@shop.test' });
    const token = await mailedToken();
    const proof = await database.db.verification.findFirstOrThrow();
    expect(JSON.stringify(proof)).not.toContain(token);
    expect(Math.round((proof.expiresAt.getTime() - Date.now()) / 1000)).toBeLessThanOrEqual(600);
    await database.db.verification.updateMany({ data: { expiresAt: new Date(Date.now() - 1) } });
    expect((await post('enter', { token })).status).toBe(410);
  });

  test('the mail after signing up confirms the address and signs nobody in', async () => {
    const cookie = cookieOf(await post('sign-up/email', ADA));
    const confirmed = await post('enter', { token: await mailedToken() });
    expect(await confirmed.json()).toEqual({ status: true, signedIn: false });
    expect(await whoHas(cookie)).toMatchObject({ emailVerified: true });
    expect((await post('sign-in/email', { email: ADA.email, password: ADA.password })).status).toBe(
      200,
    );
  });

  test('a person who was registered by the hub signs in with the password', async () => {
    const person = await registerPerson(auth, ADA);
    expect(person).toMatchObject({ email: ADA.email, emailVerified: true });
    expect(await registerPerson(auth, { ...ADA, password: 'another one' })).toEqual(person);
    const answer = await post('sign-in/email', { email: ADA.email, password: ADA.password });
    expect(await whoHas(cookieOf(answer))).toEqual(person);
    expect(await database.db.outboxMail.count()).toBe(0);
  });

  test('a flood of sign-ins is told to come back, with a code and nothing broken', async () => {
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, n) =>
        post('sign-in/email', { email: `flood${n}@shop.test`, password: 'guess' }),
      ),
    );
    const busy = answers.filter(({ status }) => status === 503);
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(60 - busy.length);
    expect(busy.length).toBeGreaterThan(0);
    expect(await codeOf(busy[0] as Response)).toBe('busy');
  });

  test('another site, another content type and bad input are refused with a code', async () => {
    const foreign = await post('sign-in/email', ADA, { origin: 'https://evil.test' });
    expect([foreign.status, await codeOf(foreign)]).toEqual([403, 'cross_site']);
    const cross = await post('sign-out', {}, { 'sec-fetch-site': 'cross-site' });
    expect([cross.status, await codeOf(cross)]).toEqual([403, 'cross_site']);
    const form = await post('sign-out', {}, { 'content-type': 'text/plain' });
    expect([form.status, await codeOf(form)]).toEqual([415, 'unsupported_media_type']);
    const extra = await post('sign-up/email', { ...ADA, emailVerified: true });
    expect([extra.status, await codeOf(extra)]).toEqual([400, 'bad_input']);
    const missing = await post('list-sessions', {});
    expect([missing.status, await codeOf(missing)]).toEqual([404, 'not_found']);
  });

  test('the eleventh wrong password for an address within a quarter hour has to wait', async () => {
    const statuses: number[] = [];
    for (let i = 0; i < 11; i += 1) {
      const answer = await post('sign-in/email', { email: ADA.email, password: 'guess' });
      statuses.push(answer.status);
    }
    expect(statuses).toEqual([...new Array(10).fill(401), 429]);
  });
});

test('behind https the cookie is bound to the host', async () => {
  const database = await createTestDatabase();
  const { server, origin } = await serve(database, 'https://hub.test');
  const answer = await fetch(`${origin}/api/auth/sign-up/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: 'https://hub.test' },
    body: JSON.stringify(ADA),
  });
  expect(answer.headers.get('set-cookie')).toMatch(
    /^__Host-dropcast_session=[^;]+; Max-Age=2592000; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
  );
  server.closeAllConnections();
  server.close();
  await database.close();
});

async function serve({ db, engine }: OpenDatabase, publicUrl = 'http://127.0.0.1:4870') {
  const log = createLog('silent');
  const clock = systemClock;
  const mailer = createMailer({ db, clock, log }, { from: 'hub@hub.test' });
  const secret = 'a secret of more than thirty-two characters';
  const auth = createAuth({ db, engine, clock, log, mailer, publicUrl, secret });
  const app = express().use(
    accountsRoutes({ auth, limits: createRateLimits({ clock }), publicUrl }),
    answerProblems({ log }),
  );
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { auth, server, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

function cookieOf(answer: Response): string {
  return answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}

async function codeOf(answer: Response): Promise<string> {
  return ((await answer.json()) as { code: string }).code;
}
