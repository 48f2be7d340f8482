import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import Stripe from 'stripe';
import { API_ROUTES, type ApiRoute } from './api-routes.ts';
import { expand } from './expand.ts';
import { parseForm } from './form-body.ts';
import { readBody } from './http-body.ts';
import {
  type KeyedRequest,
  recallAnswer,
  rememberAnswer,
  type StoredAnswer,
} from './idempotency.ts';
import { Params } from './params.ts';
import { StripeFault } from './stripe-fault.ts';
import { randomId, type World } from './world.ts';

/** Answers one request to `/v1/…` as Stripe's API does: status, headers, JSON. */
export async function answerApiRequest(
  world: World,
  { request, response }: { request: IncomingMessage; response: ServerResponse },
  secretKey: string,
): Promise<void> {
  const requestId = randomId('req_', 14);
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    'cache-control': 'no-cache, no-store',
    'request-id': requestId,
    'stripe-version': headerOf(request, 'stripe-version') ?? Stripe.API_VERSION,
  };
  const key = headerOf(request, 'idempotency-key');
  if (key !== null) headers['idempotency-key'] = key;
  try {
    const call = await readCall(request, secretKey);
    const account = headerOf(request, 'stripe-account');
    const cause = { id: requestId, idempotency_key: key };
    const { answer, replayed } = answerOnce({ ...world, cause, account }, call, key);
    if (replayed) headers['idempotent-replayed'] = 'true';
    send(response, answer, headers);
  } catch (error) {
    send(response, refusal(error), headers);
  }
}

const MAX_BODY_BYTES = 262_144;

interface Call {
  route: ApiRoute;
  id: string;
  path: string;
  form: string;
}

async function readCall(request: IncomingMessage, secretKey: string): Promise<Call> {
  requireKey(request, secretKey);
  const url = new URL(request.url ?? '/', 'http://stripe.test');
  const body = await readBody(request, MAX_BODY_BYTES);
  for (const route of API_ROUTES) {
    const match = route.method === request.method ? route.path.exec(url.pathname) : null;
    if (match === null) continue;
    const form = route.method === 'GET' ? url.search.slice(1) : body;
    return { route, id: match[1] ?? '', path: url.pathname, form };
  }
  throw new StripeFault(
    `Unrecognized request URL (${request.method}: ${url.pathname}). This test server speaks a part of Stripe's API.`,
    { status: 404 },
  );
}

function requireKey(request: IncomingMessage, secretKey: string): void {
  const given = /^(Bearer|Basic) (.+)$/.exec(headerOf(request, 'authorization') ?? '');
  const [, scheme, credentials = ''] = given ?? [];
  if (scheme === undefined) {
    throw new StripeFault(
      'You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth.',
      { status: 401 },
    );
  }
  const plain = scheme === 'Basic' ? Buffer.from(credentials, 'base64').toString() : credentials;
  const key = plain.replace(/:$/, '');
  if (!timingSafeEqual(digest(key), digest(secretKey))) {
    const shown = `${key.slice(0, 8)}****${key.slice(-4)}`;
    throw new StripeFault(`Invalid API Key provided: ${shown}`, { status: 401 });
  }
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function answerOnce(
  world: World,
  call: Call,
  key: string | null,
): { answer: StoredAnswer; replayed: boolean } {
  if (key === null || call.route.method === 'GET') {
    return { answer: world.store.atomically(() => perform(world, call)), replayed: false };
  }
  const keyed: KeyedRequest = { key, path: call.path, body: call.form };
  const earlier = recallAnswer(world, keyed);
  if (earlier !== null) return { answer: earlier, replayed: true };
  try {
    const answer = world.store.atomically(() => {
      const performed = perform(world, call);
      rememberAnswer(world, keyed, performed);
      return performed;
    });
    return { answer, replayed: false };
  } catch (error) {
    const remembered = error instanceof StripeFault && !error.beforeExecution;
    if (remembered) rememberAnswer(world, keyed, refusal(error));
    throw error;
  }
}

function perform(world: World, call: Call): StoredAnswer {
  const params = new Params(parseForm(call.form));
  const paths = params.texts('expand');
  const answer = call.route.answer(world, params, call.id);
  const body = paths.length === 0 ? answer : expand(world, answer, paths);
  return { status: 200, body: JSON.stringify(body, null, 2) };
}

/** Everything that is not Stripe's refusal is this server's bug, and says so. */
function refusal(error: unknown): StoredAnswer {
  const fault =
    error instanceof StripeFault
      ? error
      : new StripeFault(`The Stripe test server failed: ${String(error)}`, {
          status: 500,
          type: 'api_error',
        });
  return { status: fault.status, body: JSON.stringify(fault.toWire(), null, 2) };
}

function send(
  response: ServerResponse,
  answer: StoredAnswer,
  headers: Record<string, string>,
): void {
  response.writeHead(answer.status, headers);
  response.end(answer.body);
}

function headerOf(request: IncomingMessage, name: string): string | null {
  const value = request.headers[name];
  return typeof value === 'string' && value !== '' ? value : null;
}
