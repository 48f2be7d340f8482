import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { openOutward } from './post-outward.ts';

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

async function listen(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

const SENT = { headers: { 'content-type': 'application/json' }, body: '{}' };

describe('a call to an address that somebody else chose', () => {
  it('never reaches the inside by a name that resolves to it', async () => {
    let asked = 0;
    const address = await listen((_request, response) => {
      asked += 1;
      response.end();
    });
    const resolve = async () => [{ address: '127.0.0.1', family: 4 }];
    const outward = openOutward({ resolve });
    const port = new URL(address).port;
    const url = `https://rebind.example.com:${port}/`;
    await expect(outward.post(url, SENT)).rejects.toThrow('not on the public internet');
    await expect(outward.post(address, SENT)).rejects.toThrow('https');
    expect(asked).toBe(0);
  });

  it('connects to the address that was checked, whatever the name says a moment later', async () => {
    let connected = 0;
    const server = createServer();
    server.on('connection', () => {
      connected += 1;
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closers.push(() => server.close());
    const names: string[] = [];
    const resolve = async (host: string) => {
      names.push(host);
      return [{ address: names.length === 1 ? '127.0.0.1' : '127.0.0.9', family: 4 }];
    };
    const { port } = server.address() as AddressInfo;
    const url = `https://hooks.example.com:${port}/`;
    // No TLS is spoken there; that it was asked at all is the fact.
    await expect(openOutward({ resolve, loopback: true }).post(url, SENT)).rejects.toThrow();
    expect({ connected, names }).toEqual({ connected: 1, names: ['hooks.example.com'] });
  });

  it('does not follow a redirect', async () => {
    const seen: string[] = [];
    const address = await listen((request, response) => {
      seen.push(request.url ?? '');
      response.writeHead(302, { location: '/inside' }).end();
    });
    const outward = openOutward({ loopback: true });
    expect((await outward.post(address, SENT)).status).toBe(302);
    expect(seen).toEqual(['/']);
  });

  it('gives up on whoever never answers, or never ends', async () => {
    const silent = await listen(() => undefined);
    const dripping = await listen((_request, response) => {
      const timer = setInterval(() => response.write('.'), 10);
      response.on('close', () => clearInterval(timer));
    });
    const outward = openOutward({ loopback: true, waitMs: 200 });
    await expect(outward.post(silent, SENT)).rejects.toThrow();
    await expect(outward.post(dripping, SENT)).rejects.toThrow();
  });

  it('reads 64 KB of an answer and no more', async () => {
    const address = await listen((_request, response) => response.end('x'.repeat(1_000_000)));
    const { body } = await openOutward({ loopback: true }).post(address, SENT);
    expect(body).toHaveLength(65_536);
  });
});
