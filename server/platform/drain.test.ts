import { Agent, createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { drain } from './drain.ts';

describe('a server that drains', () => {
  let server: Server;
  let port: number;

  beforeEach(async () => {
    server = createServer((_request, response) => {
      setTimeout(() => response.end('done'), 20);
    });
    // Longer than any test: whoever waits for an idle connection to end by itself never gets there.
    server.keepAliveTimeout = 600_000;
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
  });
  afterEach(() => server.closeAllConnections());

  /** The answer's status, or the code of the error; refused is no failure: nobody took it. */
  const ask = (agent: Agent) =>
    new Promise<string>((resolve) => {
      const asking = request({ port, host: '127.0.0.1', agent }, (answer) => {
        answer.resume();
        answer.on('end', () => resolve(String(answer.statusCode)));
      });
      asking.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'error'));
      asking.end();
    });

  it.each([{ keepAlive: true }, { keepAlive: false }])(
    'answers everybody at 200 requests a second and then is gone, with %o',
    async (options) => {
      const agent = new Agent(options);
      const answers: Promise<string>[] = [];
      const asking = setInterval(() => answers.push(ask(agent)), 5);
      await new Promise((resolve) => setTimeout(resolve, 200));
      await drain(server, { beforeClosing: async () => undefined });
      await new Promise((resolve) => setTimeout(resolve, 50));
      clearInterval(asking);
      const kinds = new Set(await Promise.all(answers));
      agent.destroy();
      expect([...kinds].sort()).toEqual(['200', 'ECONNREFUSED']);
    },
  );

  it('does not wait for a connection that nobody uses', async () => {
    const agent = new Agent({ keepAlive: true });
    expect(await ask(agent)).toBe('200');
    await drain(server, { beforeClosing: async () => undefined });
    agent.destroy();
  });
});
