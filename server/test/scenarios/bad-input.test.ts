import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appRouter } from '../../router.ts';
import { type AppServer, startAppServer } from '../app-server.ts';
import { callRaw, listProcedures } from '../procedures.ts';

const deep = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
const HOSTILE = [
  'null',
  '[]',
  '"text"',
  '42',
  '{',
  '{"brandId":{"$ne":null}}',
  '{"brandId":"x","dropId":["a"]}',
  '{"__proto__":{"isAdmin":true},"constructor":{"prototype":{}}}',
  '{"brandId":"\\ud800","claimId":"\\udfff","slug":"\\u0000"}',
  '{"amountMinor":1e999,"units":-9007199254740993,"cursor":12345678901234567890}',
  deep(2_000),
  `{"slug":"${'a'.repeat(20_000)}"}`,
];

describe('bad input', () => {
  let app: AppServer;
  let cookie: string;

  beforeAll(async () => {
    app = await startAppServer();
    cookie = (await app.signIn('somebody@stream.test')).cookie;
  });
  afterAll(() => app.close());

  it.each(listProcedures(appRouter))(
    'gets a 4xx with a code and a sentence from $path, signed in or not',
    async ({ path }) => {
      for (const body of HOSTILE) {
        for (const who of [cookie, '']) {
          const { status, problem, text } = await callRaw(app.origin, path, { body, cookie: who });
          if (status === 200) {
            // Only a procedure that takes no input may ignore what was sent.
            expect(NO_INPUT.has(path), `${path} took ${body.slice(0, 60)}`).toBe(true);
            continue;
          }
          expect([status, text.slice(0, 200)]).toSatisfy(([code]) => code >= 400 && code < 500);
          expect(
            problem?.code,
            `${path} ${body.slice(0, 40)} → ${text.slice(0, 200)}`,
          ).toBeTruthy();
          expect(problem?.message?.length).toBeGreaterThan(10);
        }
      }
    },
  );

  /** Procedures that take no input and so answer whoever is allowed to ask. */
  const NO_INPUT = new Set(['accounts.me', 'accounts.hub', 'contracts.listMine', 'viewer.time']);

  it('refuses a text with a NUL, which PostgreSQL cannot keep, however deep it is', async () => {
    const nul = 'before\u0000after';
    for (const [path, input] of [
      ['viewer.drop', { slug: nul }],
      ['accounts.createBrand', { name: nul, currency: 'eur', timeZone: 'UTC' }],
      ['viewer.hold', { token: 'x'.repeat(20), items: [{ skuId: nul }], idempotencyKey: 'k' }],
      ['viewer.drop', { slug: 'fine', [nul]: 1 }],
    ] as const) {
      const answer = await callRaw(app.origin, path, { body: JSON.stringify(input), cookie });
      expect([path, answer.status, answer.problem?.code]).toEqual([path, 400, 'bad_input']);
    }
    const signUp = await fetch(`${app.origin}/api/auth/sign-up/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: app.origin },
      body: JSON.stringify({ name: nul, email: 'nul@home.test', password: 'a long password' }),
    });
    expect(signUp.status).toBe(400);
  });

  it('refuses a form post, a foreign site and a foreign origin', async () => {
    const body = '{}';
    const path = 'accounts.createBrand';
    const form = { 'content-type': 'multipart/form-data; boundary=x' };
    for (const [headers, status] of [
      [form, 415],
      [{ 'content-type': 'text/plain' }, 415],
      [{ origin: 'https://evil.example' }, 403],
      [{ 'sec-fetch-site': 'cross-site' }, 403],
      [{ 'sec-fetch-site': 'same-site' }, 403],
    ] as const) {
      const answer = await callRaw(app.origin, path, { body, cookie, headers });
      expect(answer.status).toBe(status);
    }
  });

  it.each([
    ['GET', '/nothing/here', 404],
    ['GET', '/images/not-an-id', 404],
    ['GET', '/r/..%2f..%2fetc', 404],
    ['GET', '/r/%ff', 404],
    ['GET', '/d/unknown-drop', 404],
    ['GET', '/c/unknown-claim', 404],
    ['GET', '/o/unknown', 404],
    ['GET', '/qr/unknown.svg', 404],
    ['GET', '/assets/%2e%2e/%2e%2e/package.json', 404],
    ['GET', '/app/%c0%ae', 400],
    ['POST', '/webhooks/stripe', 400],
    ['POST', '/api/overlay/session', 415],
    ['POST', '/api/products/x/images', 401],
    ['GET', '/trpc/nothing.here', 404],
    ['POST', '/trpc/nothing.here', 415],
    ['DELETE', '/trpc/accounts.me', 405],
  ])('%s %s is answered with %i, a code and a sentence', async (method, path, status) => {
    const response = await fetch(`${app.origin}${path}`, {
      method,
      headers: { accept: 'application/json' },
    });
    const text = await response.text();
    expect([response.status, text.slice(0, 300)]).toSatisfy(([code]) => code === status);
    if (!text.startsWith('<')) {
      const answer = JSON.parse(text);
      const problem = answer.error?.data?.problem ?? answer;
      expect(problem.code).toBeTruthy();
      expect(problem.message.length).toBeGreaterThan(10);
    }
  });
});
