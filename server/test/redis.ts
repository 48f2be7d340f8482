import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';

/** Where tests that need Redis find it; unset: they are left out. */
export const redisUrl: string | undefined = process.env.TEST_REDIS_URL || undefined;

/** A line to Redis that a test can cut without touching Redis itself. */
export type CuttableLine = {
  url: string;
  cut(): void;
  mend(): void;
  close(): Promise<void>;
};

/** Passes bytes to Redis and back. While it is cut, whoever connects is hung up on. */
export async function cuttableLine(to: string = redisUrl ?? ''): Promise<CuttableLine> {
  const target = new URL(to);
  const open = new Set<Socket>();
  let isCut = false;
  const server = createServer((near) => {
    if (isCut) {
      near.destroy();
      return;
    }
    const far = connect(Number(target.port || 6379), target.hostname);
    for (const [from, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(from);
      from.on('error', () => {});
      from.on('close', () => {
        open.delete(from);
        other.destroy();
      });
      from.pipe(other);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const hangUp = () => {
    for (const socket of open) socket.destroy();
  };
  return {
    url: `redis://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut: () => {
      isCut = true;
      hangUp();
    },
    mend: () => {
      isCut = false;
    },
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      hangUp();
      await closed;
    },
  };
}
