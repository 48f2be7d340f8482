import { brandProcedure } from '../accounts/procedures.router.ts';
import { router } from '../platform/trpc.ts';
import { explainOrderSchema, reattributeSchema } from '../protocol/attribution.schema.ts';
import { explainOrder } from './explain-order.ts';
import { reattributeOrder } from './reattribute-order.ts';

export const attributionRouter = router({
  explainOrder: brandProcedure('viewer')
    .input(explainOrderSchema)
    .query(({ ctx, input }) => explainOrder(ctx.hub.db, input)),
  reattribute: brandProcedure('owner')
    .input(reattributeSchema)
    .mutation(({ ctx, input }) => reattributeOrder(ctx.hub, { ...input, userId: ctx.me.id })),
});
