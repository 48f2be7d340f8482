import { brandProcedure } from '../accounts/procedures.router.ts';
import { router } from '../platform/trpc.ts';
import {
  apiKeysOfBrandSchema,
  createApiKeySchema,
  ofApiKeySchema,
  rotateApiKeySchema,
} from '../protocol/api.schema.ts';
import { createKey } from './create-key.ts';
import { listKeys } from './list-keys.ts';
import { revokeKey } from './revoke-key.ts';
import { rotateKey } from './rotate-key.ts';

/** Keys act for the whole brand, so only owners see and make them. */
export const apiRouter = router({
  keys: brandProcedure('owner')
    .input(apiKeysOfBrandSchema)
    .query(({ ctx }) => listKeys(ctx.hub, ctx.brand.id)),
  createKey: brandProcedure('owner')
    .input(createApiKeySchema)
    .mutation(({ ctx, input }) => createKey(ctx.hub, { brandId: ctx.brand.id, by: ctx.me }, input)),
  rotateKey: brandProcedure('owner')
    .input(rotateApiKeySchema)
    .mutation(({ ctx, input }) => rotateKey(ctx.hub, { brandId: ctx.brand.id, by: ctx.me }, input)),
  revokeKey: brandProcedure('owner')
    .input(ofApiKeySchema)
    .mutation(({ ctx, input }) => revokeKey(ctx.hub, input)),
});
