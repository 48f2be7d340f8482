import { pipeline } from 'node:stream/promises';
import { type Request, Router } from 'express';
import { requireMember } from '../accounts/require-member.ts';
import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import type { SignedInUser } from '../platform/trpc.ts';
import { id } from '../protocol/id.schema.ts';
import { EXPORTS, writeExport } from './write-export.ts';

/** Tables of a brand as files, for its members. */
export function exportsRoutes(
  hub: Hub,
  findUser: (request: Request) => Promise<SignedInUser | null>,
): Router {
  const routes = Router();
  routes.get('/api/exports/:brandId/:kind.csv', async (request, response) => {
    const user = await findUser(request);
    if (!user) throw new Problem('not_signed_in');
    const brandId = id.safeParse(request.params.brandId).data;
    const kind = EXPORTS.find((one) => one === request.params.kind);
    if (!brandId || !kind) throw new Problem('not_found');
    const permission = { brandId, userId: user.id, minRole: 'viewer' as const };
    const brand = await requireMember(hub.db, permission);
    const day = hub.clock.now().toISOString().slice(0, 10);
    const file = writeExport(hub, brand, kind);
    // What cannot be read at all is answered as a problem: until here nothing was sent.
    const first = await file.next();
    response.set({
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${brand.slug}-${kind}-${day}.csv"`,
      'Cache-Control': 'no-store, private',
    });
    if (!first.done) response.write(first.value);
    try {
      await pipeline(file, response);
    } catch (error) {
      // The connection is closed before the end, so that nobody takes half a file for a whole one.
      if (!isClientGone(error)) hub.log.error({ err: error, brandId, kind }, 'a file broke off');
    }
  });
  return routes;
}

/** Of the connection, not of what was to be sent. */
function isClientGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_STREAM_');
}
