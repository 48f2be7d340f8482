import { join } from 'node:path';
import { createExpressMiddleware } from '@trpc/server/adapters/express';
import express, { type RequestHandler, Router } from 'express';
import { sentByOwnPage } from '../accounts/rules/sent-by-own-page.ts';
import { refusalOf } from '../links/rules/refusal.ts';
import type { WidgetOrigins } from '../live/widget-origins.ts';
import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import { type RequestContext, retryAfter } from '../platform/trpc.ts';
import type { GuessLimiter } from './limit-guesses.ts';
import type { limitViewers } from './limit-viewers.ts';
import type { viewerRouter } from './viewer.router.ts';

type Parts = {
  hub: Hub;
  origins: WidgetOrigins;
  distDir: string;
  /** Unset: nobody is counted. */
  admitViewer?: ReturnType<typeof limitViewers>;
  guesses?: GuessLimiter;
};

/**
 * What the brand's own sites use: the widget's script, and the viewer procedures without cookies,
 * for origins that a brand has listed.
 */
export function embedRoutes(parts: Parts, procedures: typeof viewerRouter): Router {
  const routes = Router();
  routes.use('/embed/trpc', allowListedOrigins(parts), requireJson);
  routes.use(
    '/embed/trpc',
    createExpressMiddleware({
      router: procedures,
      allowMethodOverride: true,
      maxBatchSize: 10,
      maxBodySize: 16_384,
      createContext: ({ req }): RequestContext => {
        const viewer = { visitorId: null, address: req.ip };
        return {
          hub: parts.hub,
          user: async () => null,
          visitorId: null,
          refusedBy: refusalOf(req.headers),
          countAction: async () => parts.admitViewer?.(viewer),
          guardGuess: (act) => parts.guesses?.guardGuess(viewer, act) ?? act(),
          countMail: async () => parts.guesses?.countMail(viewer),
        };
      },
      responseMeta: retryAfter,
    }),
  );
  routes.use(
    '/embed',
    (_request, response, next) => {
      response.set('Cross-Origin-Resource-Policy', 'cross-origin');
      next();
    },
    express.static(join(parts.distDir, 'embed'), { maxAge: '5m', index: false, redirect: false }),
  );
  return routes;
}

function allowListedOrigins({ hub, origins }: Parts): RequestHandler {
  return async (request, response, next) => {
    const { origin, host } = request.headers;
    if (
      origin !== undefined &&
      !sentByOwnPage({ origin, host, secFetchSite: undefined }, hub.publicUrl)
    ) {
      if ((await origins.brandsOf(origin)).size === 0) throw new Problem('cross_site');
    }
    if (origin !== undefined) {
      response.set({ 'Access-Control-Allow-Origin': origin, Vary: 'Origin' });
    }
    if (request.method !== 'OPTIONS') return next();
    response
      .set({
        'Access-Control-Allow-Methods': 'POST',
        'Access-Control-Allow-Headers': 'content-type',
        'Access-Control-Max-Age': '600',
      })
      .sendStatus(204);
  };
}

const requireJson: RequestHandler = (request, _response, next) => {
  if (request.method === 'POST' && !request.is('application/json')) {
    throw new Problem('unsupported_media_type');
  }
  next();
};
