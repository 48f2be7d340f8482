import { type Request, Router } from 'express';
import { requireMember } from '../accounts/require-member.ts';
import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import type { SignedInUser } from '../platform/trpc.ts';
import { packingListSchema } from '../protocol/fulfilment.schema.ts';
import { writePackingList } from './write-packing-list.ts';

/** The packing table of one location as a file, for members of its brand. */
export function fulfilmentRoutes(
  hub: Hub,
  findUser: (request: Request) => Promise<SignedInUser | null>,
): Router {
  const routes = Router();

  routes.get('/api/packing.csv', async (request, response) => {
    const user = await findUser(request);
    if (!user) throw new Problem('not_signed_in');
    const asked = packingListSchema.safeParse(request.query).data;
    if (!asked) throw new Problem('not_found');
    const { brandId, location } = asked;
    await requireMember(hub.db, { brandId, userId: user.id, minRole: 'viewer' });
    const { name, csv } = await writePackingList(hub.db, { brandId, location });
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
