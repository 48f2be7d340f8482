import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import { serveControl } from '../dock/control.socket.ts';
import { liveRoutes } from '../live/live.routes.ts';
import { overlayPage } from '../live/overlay.routes.ts';
import { type Live, startLive } from '../live/start-live.ts';
import { openBuiltPages } from '../platform/built-pages.ts';
import { toProblem } from '../platform/problem.ts';
import type { TestHub } from './hub.ts';

export type LiveServer = {
  origin: string;
  port: number;
  /** The hub as it is served: with the address of this server. */
  hub: TestHub;
  live: Live;
  http: Server;
  /** As a restart does: pages are told, connections end, the port is free again. */
  close(): Promise<void>;
};

/** The channel and the overlay's routes on a loopback port, and nothing else of the hub. */
export async function startLiveServer(
  hub: TestHub,
  { port = 0, mount }: { port?: number; mount?: (app: Express, hub: TestHub) => void } = {},
): Promise<LiveServer> {
  const app = express();
  const http = createServer(app);
  await new Promise<void>((resolve) => http.listen(port, '127.0.0.1', resolve));
  const bound = (http.address() as AddressInfo).port;
  const origin = `http://127.0.0.1:${bound}`;
  const served = { ...hub, publicUrl: origin };
  app.use(liveRoutes(served), overlayPage(served, openBuiltPages('dist')));
  app.use('/assets', express.static('dist/assets'));
  mount?.(app, served);
  // biome-ignore lint/complexity/useMaxParams: Express knows an error handler by its four parameters.
  app.use((error: unknown, _request: Request, response: Response, _next: NextFunction) => {
    const problem = toProblem(error);
    response.status(problem.status).json(problem.toView());
  });
  const live = startLive(http, served, { beside: [serveControl] });
  const close = async () => {
    await live.close();
    http.closeAllConnections();
    await new Promise((resolve) => http.close(resolve));
  };
  return { origin, port: bound, hub: served, live, http, close };
}
