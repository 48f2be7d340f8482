import type { Server } from 'node:http';

/** What a server under load tells the bench: first where it is, then its count when asked. */
export type FromServer = { port: number; path: string } | { count: number };
export type ToServer = 'count' | 'close';

/** Listens on a free loopback port and answers the process that started this one. */
export function answerParent(
  server: Server,
  part: { path: string; count: () => Promise<number>; close: () => Promise<void> },
): void {
  const tell = (message: FromServer) => process.send?.(message);
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    if (typeof address === 'object' && address) tell({ port: address.port, path: part.path });
  });
  process.on('message', async (message: ToServer) => {
    if (message === 'count') tell({ count: await part.count() });
    else await part.close().then(() => process.exit(0));
  });
}
