import { request as plainRequest } from 'node:http';
import { type RequestOptions, request as secureRequest } from 'node:https';
import {
  isPublicAddress,
  publicUrl,
  type Resolver,
  resolvePublic,
  systemResolver,
} from './public-address.ts';

/** What came back: a status, and as much of the body as is looked at. */
export type OutwardAnswer = { status: number; body: string };

/** How a hub calls addresses that other people chose. */
export type Outward = {
  post(
    url: string,
    sent: { headers: Record<string, string>; body: string | Buffer },
  ): Promise<OutwardAnswer>;
  get(url: string): Promise<OutwardAnswer>;
  /** Throws `NotPublic` for an address that will not be called. */
  check(url: string): URL;
};

const WAIT_MS = 15_000;
const MOST_BYTES = 65_536;

/**
 * Calls only what is public: https, a name whose every address is public, and the connection goes to
 * the very address that was checked, so that a name cannot change its mind in between. No redirect
 * is followed, an answer is waited for 15 s in all, and of its body 64 KB are read. `loopback` is for
 * tests alone: it also lets http to 127.0.0.1 through, and names that stand for it; nothing else.
 */
export function openOutward(
  options: { resolve?: Resolver; loopback?: boolean; waitMs?: number } = {},
): Outward {
  const { resolve = systemResolver, loopback = false, waitMs = WAIT_MS } = options;
  const isLoopback = (text: string) => loopback && /^http:\/\/127\.0\.0\.1:\d+\//.test(text);
  const accept = (address: string) =>
    isPublicAddress(address) || (loopback && address === '127.0.0.1');
  const check = (text: string) => (isLoopback(text) ? new URL(text) : publicUrl(text));
  const call = async (text: string, sent: Sent): Promise<OutwardAnswer> => {
    const url = check(text);
    if (isLoopback(text)) return send(url, sent, { waitMs });
    const { address, family } = await resolvePublic(url.hostname, { resolve, accept });
    const lookup: RequestOptions['lookup'] = (_host, asked, done) =>
      // Node asks for all addresses at once when it may try several.
      asked.all ? done(null, [{ address, family }]) : done(null, address, family);
    return send(url, sent, { waitMs, lookup });
  };
  return { check, post: call, get: (text) => call(text, { headers: {}, body: null }) };
}

/** A body of null is asked for, any other is sent. */
type Sent = { headers: Record<string, string>; body: string | Buffer | null };

function send(
  url: URL,
  { headers, body }: Sent,
  { waitMs, lookup }: { waitMs: number; lookup?: RequestOptions['lookup'] },
): Promise<OutwardAnswer> {
  const request = url.protocol === 'https:' ? secureRequest : plainRequest;
  return new Promise((resolve, reject) => {
    const call = request(url, {
      method: body === null ? 'GET' : 'POST',
      headers:
        body === null ? headers : { ...headers, 'content-length': String(Buffer.byteLength(body)) },
      agent: false,
      signal: AbortSignal.timeout(waitMs),
      ...(lookup ? { lookup } : {}),
    });
    call.on('error', reject);
    call.on('response', (answer) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      const finish = () => {
        const text = Buffer.concat(chunks).subarray(0, MOST_BYTES).toString('utf8');
        resolve({ status: answer.statusCode ?? 0, body: text });
      };
      answer.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        bytes += chunk.length;
        if (bytes < MOST_BYTES) return;
        finish();
        call.destroy();
      });
      answer.on('end', finish);
      answer.on('error', reject);
    });
    call.end(body ?? undefined);
  });
}
