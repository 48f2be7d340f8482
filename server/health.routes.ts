import { Router } from 'express';
import type { Hub } from './platform/hub.ts';
import { proveWritable } from './platform/prove-writable.ts';

/** `/livez`: the process runs. `/readyz`: it can write, and is not about to stop. */
export function healthRoutes({ hub, isDraining }: { hub: Hub; isDraining: () => boolean }): Router {
  const routes = Router();
  routes.get('/livez', (_request, response) => {
    response.set('Cache-Control', 'no-store').json({ ok: true });
  });
  routes.get('/readyz', async (_request, response) => {
    const canWrite = await proveWritable(hub).catch(() => false);
    const ok = canWrite && !isDraining();
    response
      .status(ok ? 200 : 503)
      .set('Cache-Control', 'no-store')
      .json({ ok, canWrite, isDraining: isDraining() });
  });
  return routes;
}
