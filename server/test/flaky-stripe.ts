import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * A way to a Stripe-compatible server that can be cut for some requests: `before` loses the request,
 * `after` loses the answer of a request that was carried out, as a process that is killed does.
 */
export async function flakyStripe(port: number): Promise<{
  port: number;
  cut(when: 'before' | 'after', call: string): void;
  mend(): void;
  close(): Promise<void>;
}> {
  let broken: { when: 'before' | 'after'; call: string } | null = null;
  const server = createServer((incoming, outgoing) => {
    const { method = '', url = '', headers } = incoming;
    const isCut = broken !== null && `${method} ${url}`.startsWith(broken.call);
    const lose = () => {
      outgoing.writeHead(500, { 'stripe-should-retry': 'false' });
      outgoing.end('{"error":{"type":"api_error","message":"lost"}}');
    };
    if (isCut && broken?.when === 'before') return lose();
    const onward = request({ host: '127.0.0.1', port, method, path: url, headers }, (answer) => {
      if (isCut) {
        answer.resume();
        lose();
        return;
      }
      outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(outgoing);
    });
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    cut: (when, call) => {
      broken = { when, call };
    },
    mend: () => {
      broken = null;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
