import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { askHub } from './hub-client.ts';

let server: Server | undefined;
const realFetch = globalThis.fetch;

afterEach(() => {
  vi.unstubAllGlobals();
  server?.close();
});

/** A page's fetch is relative to its own origin, which Node does not have. */
async function serve(listener: RequestListener) {
  server = createServer(listener);
  await new Promise<void>((done) => server?.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  vi.stubGlobal('fetch', (path: string, init: RequestInit) =>
    realFetch(`http://127.0.0.1:${port}${path}`, init),
  );
}

const ask = () => askHub('claim', { claimId: 'c1' });

describe('a question to the hub', () => {
  it('is posted as JSON and answered with the data', async () => {
    const seen: string[] = [];
    await serve(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      seen.push(`${request.method} ${request.url} ${request.headers['content-type']} ${body}`);
      response.end(JSON.stringify({ result: { data: { id: 'c1' } } }));
    });
    expect(await ask()).toEqual({ ok: true, value: { id: 'c1' } });
    expect(seen).toEqual(['POST /trpc/viewer.claim application/json {"claimId":"c1"}']);
  });

  it('is answered with the problem that the hub names', async () => {
    await serve((_request, response) => {
      const problem = { code: 'gate_full', message: 'All units are taken.', secret: 'x' };
      response.statusCode = 409;
      response.end(JSON.stringify({ error: { message: 'x', data: { problem } } }));
    });
    expect(await ask()).toEqual({
      ok: false,
      problem: { code: 'gate_full', message: 'All units are taken.' },
    });
  });

  it.each([
    [502, 'busy'],
    [429, 'too_many_requests'],
    [500, 'bug'],
  ])('reads a %i of something in between as "%s"', async (status, code) => {
    await serve((_request, response) => {
      response.statusCode = status;
      response.end('<html>Bad gateway</html>');
    });
    expect(await ask()).toMatchObject({ ok: false, problem: { code } });
  });

  it('is "unreachable" when nobody answers', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
    expect(await ask()).toMatchObject({ ok: false, problem: { code: 'unreachable' } });
  });
});
