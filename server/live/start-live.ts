import type { Server as HttpServer } from 'node:http';
import { Server } from 'socket.io';
import type { Hub } from '../platform/hub.ts';
import { toProblem } from '../platform/problem.ts';
import { LIVE_NAMESPACE } from '../protocol/live-events.ts';
import { admitSocket, mayConnect } from './admit-socket.ts';
import { answerSocket } from './answer-socket.ts';
import { createDropFeeds } from './drop-feeds.ts';
import { linkNodes, type NodeBus, nodeAdapter } from './link-nodes.ts';
import type { LiveServer } from './live-socket.ts';
import { watchOverlays } from './watch-overlays.ts';
import { sendWholeFrames } from './whole-frames.ts';
import { createWidgetOrigins } from './widget-origins.ts';

/** The running channel. */
export type Live = {
  /** Number of connected pages. */
  sockets(): number;
  /** Tells every page when to come back, then lets go of them. The HTTP server stays open. */
  close(): Promise<void>;
};

/** Another namespace on the same line: starts on the server that it is given, and can be ended. */
export type OtherNamespace = (io: Server, hub: Hub) => { close(): Promise<void> };

const MOST_BYTES = 16_384;
/** Everybody comes back within this time of a restart, and not all at once. */
const COME_BACK_WITHIN_MS = 3_000;
const FAREWELL_MS = 100;

/**
 * Serves `/live` on this HTTP server. Call it after the server has its request handler. With a bus
 * it is one of several equal nodes; without one, or while the bus is silent, it polls.
 */
export function startLive(
  httpServer: HttpServer,
  hub: Hub,
  { bus = null, beside = [] }: { bus?: NodeBus | null; beside?: OtherNamespace[] } = {},
): Live {
  const origins = createWidgetOrigins(hub);
  const io: LiveServer = new Server(httpServer, {
    ...(bus && { adapter: nodeAdapter(bus) }),
    serveClient: false,
    perMessageDeflate: false,
    httpCompression: false,
    maxHttpBufferSize: MOST_BYTES,
    connectTimeout: 10_000,
    pingInterval: 15_000,
    pingTimeout: 10_000,
    allowRequest: (request, decide) => {
      mayConnect({ hub, origins }, request).then(
        (isAllowed) => decide(null, isAllowed),
        (error: unknown) => {
          hub.log.error({ err: error }, 'a handshake could not be judged');
          decide(null, false);
        },
      );
    },
  });
  const live = io.of(LIVE_NAMESPACE);
  sendWholeFrames(live);
  const feeds = createDropFeeds(hub, live);
  const overlays = watchOverlays(hub, live);
  const unlink = bus ? linkNodes(hub, live) : () => {};

  const others = beside.map((start) => start(io as unknown as Server, hub));

  // The namespace without a name has nothing to offer.
  io.use((_socket, next) => next(new Error('not_found')));
  live.use((socket, next) => {
    admitSocket(hub, socket).then(
      () => next(),
      (error: unknown) => {
        const { code, message } = toProblem(error).toView();
        next(Object.assign(new Error(message), { data: { code, message } }));
      },
    );
  });
  live.on('connection', (socket) => {
    overlays.welcome(socket);
    answerSocket(socket, { hub, feeds, origins });
  });

  return {
    sockets: () => live.sockets.size,
    close: async () => {
      overlays.close();
      feeds.close();
      const otherEnds = Promise.all(others.map((other) => other.close()));
      for (const socket of live.sockets.values()) {
        const comeBackInMs = Math.round(500 + Math.random() * (COME_BACK_WITHIN_MS - 500));
        socket.emit('bye', { why: 'restart', comeBackInMs });
      }
      await new Promise((resolve) => setTimeout(resolve, live.sockets.size > 0 ? FAREWELL_MS : 0));
      // Local: the pages of other nodes are not ours to end.
      live.local.disconnectSockets(true);
      unlink();
      await otherEnds;
      await Promise.all([live, io.of('/')].map(({ adapter }) => adapter.close()));
      io.engine.close();
    },
  };
}
