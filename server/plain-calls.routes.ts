import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { getTRPCErrorFromUnknown, getTRPCErrorShape, type TRPCError } from '@trpc/server';
import { sentByOwnPage } from './accounts/rules/sent-by-own-page.ts';
import type { Problem } from './platform/problem.ts';
import { problemIn, type RequestContext, retryAfter, shapeOfProblem } from './platform/trpc.ts';
import { PROBLEMS } from './protocol/problems.ts';
import type { appRouter } from './router.ts';
import { type ShortCall, shortCalls } from './viewer/short-calls.ts';

type Parts = {
  router: typeof appRouter;
  publicUrl: string;
  /** What every answer of the app carries, as `name, value, name, value …`. */
  headers: string[];
  maxBodySize: number;
  createContext: (request: IncomingMessage, response: ServerResponse) => RequestContext;
  onError: (given: { error: TRPCError; path: string }) => void;
};

/**
 * Answers the calls of the viewer's pages without Express and without tRPC's adapter, which make web
 * streams of every request and together cost several times as much as the call. It serves exactly
 * what our pages send, one POST of JSON to `/trpc/viewer.…`; whatever is in any way unusual, and so
 * whatever the guards would refuse, goes to `rest` as it came. A test holds every answer against the
 * one that `rest` gives.
 */
export function plainCalls(parts: Parts, rest: RequestListener): RequestListener {
  const headers = [...parts.headers, ...CALL_HEADERS];
  return (request, response) => {
    const path = viewerPath(parts, request);
    const length = Number(request.headers['content-length']);
    const isSmall = length > 0 && length <= parts.maxBodySize;
    if (path === null || !isSmall || !isPlain(request, parts.publicUrl)) {
      rest(request, response);
      return;
    }
    readText(request, length, (text) => {
      const input = parsed(text);
      if (input === undefined) {
        // tRPC's adapter takes a body that was read before from there.
        rest(Object.assign(request, { body: text }), response);
        return;
      }
      const call = { path, input, mayHoldNul: text.includes(ESCAPED_NUL) };
      const asked = { request, response };
      void answer(parts, asked, call).then((said) => send(response, headers, said));
    });
  };
}

const MOUNT = '/trpc/';
/** JSON has no other way to write one. */
const ESCAPED_NUL = '\\u0000';
const CALL_HEADERS = ['Vary', 'trpc-accept, accept', 'Content-Type', 'application/json'];

/** The procedure that is called, when it is one of a viewer's. */
function viewerPath({ router }: Parts, { url = '' }: IncomingMessage): string | null {
  if (!url.startsWith(`${MOUNT}viewer.`)) return null;
  const path = url.slice(MOUNT.length);
  return Object.hasOwn(router._def.procedures, path) ? path : null;
}

/** Nothing about it asks for anything but an ordinary answer, and the guards let it pass. */
function isPlain({ method, headers }: IncomingMessage, publicUrl: string): boolean {
  const { origin, host } = headers;
  const secFetchSite = headers['sec-fetch-site'];
  return (
    method === 'POST' &&
    headers['content-type'] === 'application/json' &&
    headers['trpc-accept'] === undefined &&
    headers.accept !== 'application/jsonl' &&
    headers['content-encoding'] === undefined &&
    typeof secFetchSite !== 'object' &&
    sentByOwnPage({ origin, host, secFetchSite }, publicUrl)
  );
}

function readText(request: IncomingMessage, length: number, then: (text: string) => void): void {
  const bytes = Buffer.allocUnsafe(length);
  let at = 0;
  request.on('data', (chunk: Buffer) => {
    at += chunk.copy(bytes, at);
  });
  request.on('end', () => then(bytes.toString('utf8', 0, at)));
}

/** Undefined when it is not JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

type Call = { path: string; input: unknown; mayHoldNul: boolean };
/** A status with a body of JSON. */
type Said = { status: number; body: string; retryAfter?: string | undefined };

function send(response: ServerResponse, headers: string[], said: Said): void {
  if (response.destroyed) return;
  const own = ['Content-Length', String(Buffer.byteLength(said.body))];
  if (said.retryAfter) own.push('Retry-After', said.retryAfter);
  response.writeHead(said.status, headers.concat(own)).end(said.body);
}

async function answer(
  parts: Parts,
  { request, response }: { request: IncomingMessage; response: ServerResponse },
  call: Call,
): Promise<Said> {
  let ctx: RequestContext | undefined;
  try {
    ctx = parts.createContext(request, response);
    const short = call.mayHoldNul ? undefined : shortCalls.get(call.path);
    const input = short?.input.safeParse(call.input);
    // What is wrong with an input is told by tRPC.
    if (short && input?.success) {
      return await answerShort(ctx, { short, path: call.path, input: input.data });
    }
    const data = await procedureOf(
      parts,
      call,
    )?.({
      path: call.path,
      type: typeOf(parts, call),
      ctx,
      getRawInput: async () => call.input,
      signal: NEVER,
      batchIndex: 0,
    });
    return { status: 200, body: JSON.stringify({ result: { data } }) };
  } catch (cause) {
    return tellFailure(parts, { ...call, ctx, cause });
  }
}

/** The verb itself, counted like every call of a viewer. Throws what no person can act on. */
async function answerShort(
  ctx: RequestContext,
  { short, path, input }: { short: ShortCall; path: string; input: unknown },
): Promise<Said> {
  try {
    await ctx.countAction?.();
    const data = await short.run(ctx, input);
    return { status: 200, body: JSON.stringify({ result: { data } }) };
  } catch (cause) {
    const problem = problemIn(cause, { log: ctx.hub.log, path });
    if (!problem || problem.code === 'bug') throw cause;
    return tellProblem(problem);
  }
}

function tellProblem(problem: Problem): Said {
  const seconds = problem.details.retryAfterSeconds;
  return {
    status: problem.status,
    body: bodyOf(problem),
    retryAfter: seconds === undefined ? undefined : String(seconds),
  };
}

/** Thousands are told the same in the same words: those are put together once. */
function bodyOf(problem: Problem): string {
  const write = () => JSON.stringify({ error: shapeOfProblem(problem) });
  const isUsual = problem.message === PROBLEMS[problem.code][1];
  if (!isUsual || Object.keys(problem.details).length > 0) return write();
  const known = usualBodies.get(problem.code);
  if (known !== undefined) return known;
  const body = write();
  usualBodies.set(problem.code, body);
  return body;
}

const usualBodies = new Map<Problem['code'], string>();

/** As tRPC's own `resolveResponse` does for a single call. */
function tellFailure(
  parts: Parts,
  { path, input, ctx, cause, ...call }: Call & { ctx: RequestContext | undefined; cause: unknown },
): Said {
  const error = getTRPCErrorFromUnknown(cause);
  parts.onError({ error, path });
  const config = parts.router._def._config;
  const type = typeOf(parts, { path, input, ...call });
  const shape = getTRPCErrorShape({ config, error, type, path, input, ctx });
  const seconds = retryAfter({ errors: [error] }).headers?.get('Retry-After');
  return {
    status: shape.data.httpStatus,
    body: JSON.stringify({ error: shape }),
    retryAfter: seconds ?? undefined,
  };
}

function procedureOf({ router }: Parts, { path }: Call): Procedure | undefined {
  return (router._def.procedures as unknown as Record<string, Procedure>)[path];
}

function typeOf(parts: Parts, call: Call): ProcedureType | 'unknown' {
  return procedureOf(parts, call)?._def.type ?? 'unknown';
}

/** What the router's table of procedures holds; its own type says only `object`. */
type Procedure = {
  (call: {
    path: string;
    type: ProcedureType | 'unknown';
    ctx: RequestContext;
    getRawInput: () => Promise<unknown>;
    signal: AbortSignal;
    batchIndex: number;
  }): Promise<unknown>;
  _def: { type: ProcedureType };
};
type ProcedureType = 'query' | 'mutation' | 'subscription';

/** A claim goes on when its viewer has hung up: the answer can be asked for again. */
const NEVER = new AbortController().signal;
