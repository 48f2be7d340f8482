import { z } from 'zod';
import { signedIn } from '../platform/trpc.ts';
import type { BrandRole } from '../protocol/accounts.ts';
import { id } from '../protocol/id.schema.ts';
import { requireCreator } from './require-creator.ts';
import { requireMember } from './require-member.ts';

/**
 * A procedure inside one brand's workspace, for members of at least this role; `ctx.brand` is the
 * permission to pass on. Every chained input reads the whole request, so a procedure's own strict
 * schema names `brandId` as well.
 */
export function brandProcedure(minRole: BrandRole) {
  return signedIn.input(z.object({ brandId: id })).use(async ({ ctx, input, next }) => {
    const brand = await requireMember(ctx.hub.db, {
      brandId: input.brandId,
      userId: ctx.me.id,
      minRole,
    });
    return next({ ctx: { ...ctx, brand } });
  });
}

/** A procedure for people with a creator profile; `ctx.creator` is the permission to pass on. */
export const creatorProcedure = signedIn.use(async ({ ctx, next }) => {
  const creator = await requireCreator(ctx.hub.db, ctx.me.id);
  return next({ ctx: { ...ctx, creator } });
});
