import express, { type Request, Router } from 'express';
import { requireMember } from '../accounts/require-member.ts';
import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import type { SignedInUser } from '../platform/trpc.ts';
import { id } from '../protocol/id.schema.ts';
import { addImage } from './add-image.ts';
import { findImage } from './catalog.store.ts';

const MOST_BYTES = '2mb';

/** Pictures in and out. An id is never reused, so a picture may be cached for ever. */
export function catalogRoutes(
  hub: Hub,
  findUser: (request: Request) => Promise<SignedInUser | null>,
): Router {
  const routes = Router();

  routes.get('/images/:imageId', async (request, response) => {
    const image = await findImage(hub.db, parseId(request.params.imageId));
    if (!image) throw new Problem('not_found');
    response
      .set({
        'Content-Type': image.contentType,
        'Cache-Control': 'public, max-age=31536000, immutable',
        'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
        'Cross-Origin-Resource-Policy': 'cross-origin',
      })
      .send(Buffer.from(image.bytes));
  });

  routes.post(
    '/api/products/:productId/images',
    express.raw({ type: ['image/png', 'image/jpeg', 'image/webp'], limit: MOST_BYTES }),
    async (request, response) => {
      const user = await findUser(request);
      if (!user) throw new Problem('not_signed_in');
      const brand = await requireMember(hub.db, {
        brandId: parseId(request.header('x-brand')),
        userId: user.id,
        minRole: 'manager',
      });
      if (!Buffer.isBuffer(request.body)) throw new Problem('image_not_readable');
      const productId = parseId(request.params.productId);
      response.json(await addImage(hub, { brandId: brand.id, productId, bytes: request.body }));
    },
  );

  return routes;
}

/** A malformed id is as unknown as a missing one. */
function parseId(text: unknown): string {
  const parsed = id.safeParse(text);
  if (!parsed.success) throw new Problem('not_found');
  return parsed.data;
}
