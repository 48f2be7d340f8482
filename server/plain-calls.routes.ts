import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { getTRPCErrorFromUnknown, getTRPCErrorShape, type TRPCError } from '@trpc/server';
import { sentByOwnPage } from './accounts/rules/sent-by-own-page.ts';
import { type RequestContext, retryAfter } from './platform/trpc.ts';
import type { appRouter } from './router.ts';

type Parts = {
  router: typeof appRouter;
  publicUrl: string;
  /** What every answer of the app carries, as `name, value, name, value …`. */
  headers: string[];
  maxBodySize: number;
  createContext: (request: IncomingMessage) => RequestContext;
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
      // tRPC's adapter takes a body that was read before from there.
      if (input === undefined) rest(Object.assign(request, { body: text }), response);
      else void answer(parts, { request, response }, { path, input });
    });
  };
}

const MOUNT = '/trpc/';

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

async function answer(
  parts: Parts,
  { request, response }: { request: IncomingMessage; response: ServerResponse },
  { path, input }: { path: string; input: unknown },
): Promise<void> {
  const said = await call(parts, request, { path, input });
  if (response.destroyed) return;
  const body = JSON.stringify(said.body);
  const length = String(Buffer.byteLength(body));
  const headers = [...parts.headers, ...CALL_HEADERS, 'Content-Length', length];
  if (said.retryAfter) headers.push('Retry-After', said.retryAfter);
  response.writeHead(said.status, headers).end(body);
}

/** As tRPC's own `resolveResponse` does for a single call. */
async function call(
  { router, createContext, onError }: Parts,
  request: IncomingMessage,
  { path, input }: { path: string; input: unknown },
): Promise<{ status: number; body: unknown; retryAfter?: string | null | undefined }> {
  const procedure = (router._def.procedures as unknown as Record<string, Procedure>)[path];
  const type = procedure?._def.type ?? 'unknown';
  let ctx: RequestContext | undefined;
  try {
    ctx = createContext(request);
    const getRawInput = async () => input;
    const data = await procedure?.({ path, type, ctx, getRawInput, signal: NEVER, batchIndex: 0 });
    return { status: 200, body: { result: { data } } };
  } catch (cause) {
    const error = getTRPCErrorFromUnknown(cause);
    onError({ error, path });
    const config = router._def._config;
    const shape = getTRPCErrorShape({ config, error, type, path, input, ctx });
    const seconds = retryAfter({ errors: [error] }).headers?.get('Retry-After');
    return { status: shape.data.httpStatus, body: { error: shape }, retryAfter: seconds };
  }
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

const CALL_HEADERS = ['Vary', 'trpc-accept, accept', 'Content-Type', 'application/json'];
