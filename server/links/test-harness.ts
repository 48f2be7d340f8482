import { createServer, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Engine } from '../platform/engine.ts';
import type { TestHub } from '../test/hub.ts';
import { createRedirect } from './redirect.routes.ts';

export type Answer = { status: number; headers: IncomingMessage['headers']; body: string };

/** The redirect behind a real server on a loopback port. */
export async function serveRedirect(
  hub: TestHub,
  engine: Engine,
  options: { patienceMs?: number } = {},
) {
  const redirect = createRedirect(hub, {
    ...options,
    engine,
    clientAddress: (req) => req.socket.remoteAddress ?? '',
  });
  const server = createServer((req, res) => {
    if (!redirect.handle(req, res)) res.writeHead(418).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const ask = (
    path: string,
    { method = 'GET', headers = {} }: { method?: string; headers?: Record<string, string> } = {},
  ): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const req = request(
        { port, host: '127.0.0.1', path, method, headers, agent: false },
        (res) => {
          let body = '';
          res.on('data', (chunk: Buffer) => {
            body += chunk.toString();
          });
          res.on('end', () => resolve({ status: res.statusCode ?? 0, headers: res.headers, body }));
        },
      );
      req.on('error', reject);
      req.end();
    });
  const close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await redirect.drain();
  };
  return { ask, drain: redirect.drain, close };
}

/** The Set-Cookie header's visitor, as a Cookie header. */
export function cookieOf(answer: Answer): string {
  return answer.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
}
