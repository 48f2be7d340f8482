import { type Request, Router } from 'express';
import { requireMember } from '../accounts/require-member.ts';
import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import type { SignedInUser } from '../platform/trpc.ts';
import { id } from '../protocol/id.schema.ts';
import { findBrandOfBatch } from './find-brand-of-batch.ts';
import { writeStatement } from './write-statement.ts';

/** The statement of one batch as a file, for members of its brand. */
export function payoutsRoutes(
  hub: Hub,
  findUser: (request: Request) => Promise<SignedInUser | null>,
): Router {
  const routes = Router();

  routes.get('/api/payouts/:batchId.csv', async (request, response) => {
    const user = await findUser(request);
    if (!user) throw new Problem('not_signed_in');
    const batchId = id.safeParse(request.params.batchId).data;
    const brandId = batchId && (await findBrandOfBatch(hub.db, batchId));
    if (!batchId || !brandId) throw new Problem('not_found');
    const permission = { brandId, userId: user.id, minRole: 'viewer' as const };
    const brand = await requireMember(hub.db, permission);
    const { name, csv } = await writeStatement(hub.db, brand, { batchId });
    response
      .set({
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': `attachment; filename="${name}"`,
        'Cache-Control': 'no-store, private',
      })
      .send(csv);
  });

  return routes;
}
