import type { IncomingMessage, Server, ServerResponse } from 'node:http';

/** Whoever is connected has this long to be told, with an answer, that the connection ends. */
const NOTICE_MS = 500;
const LOOK_MS = 25;

const QUIET_TURNS = 20;
const QUIET_TURN_MS = 3;
const LONGEST_WAIT_MS = 1_000;

/**
 * Lets go of an HTTP server without losing a request. For a moment it goes on serving and says
 * `Connection: close` with every answer, so that nobody sends the next request into a connection that
 * is being closed; then it takes no new connections and resolves when the last answer is out.
 */
export async function drain(
  server: Server,
  { beforeClosing }: { beforeClosing: () => Promise<void> },
): Promise<void> {
  server.prependListener('request', (_request: IncomingMessage, response: ServerResponse) => {
    response.shouldKeepAlive = false;
  });
  await new Promise((resolve) => setTimeout(resolve, NOTICE_MS));
  await beforeClosing();
  await letEverybodyIn();
  const closed = new Promise((resolve) => server.close(resolve));
  const closingIdle = setInterval(() => server.closeIdleConnections(), LOOK_MS);
  await closed;
  clearInterval(closingIdle);
}

/**
 * Waits for a moment in which the event loop has nothing to do: whoever knocks while it is busy waits
 * in the system's queue, one is let in a turn, and a closing server resets those who still wait.
 */
async function letEverybodyIn(): Promise<void> {
  const startedAt = performance.now();
  for (let quiet = 0; quiet < QUIET_TURNS; ) {
    const before = performance.now();
    await new Promise((resolve) => setImmediate(resolve));
    const now = performance.now();
    quiet = now - before < QUIET_TURN_MS ? quiet + 1 : 0;
    if (now - startedAt > LONGEST_WAIT_MS) return;
  }
}
