import express, { Router } from 'express';
import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import { overlaySessionInput } from '../protocol/live.schema.ts';
import { openOverlaySession } from './open-overlay-session.ts';

/** What the overlay page asks over plain HTTP. No cookie plays a part: the key is the permission. */
export function liveRoutes(hub: Hub): Router {
  const routes = Router();
  routes.post(
    '/api/overlay/session',
    express.json({ limit: '16kb' }),
    async (request, response) => {
      if (!request.is('application/json')) throw new Problem('unsupported_media_type');
      const proof = overlaySessionInput.safeParse(request.body);
      if (!proof.success) throw new Problem('bad_input');
      response.set('Cache-Control', 'no-store').json(await openOverlaySession(hub, proof.data));
    },
  );
  return routes;
}
