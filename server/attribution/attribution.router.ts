import { brandProcedure } from '../accounts/procedures.router.ts';
import { router } from '../platform/trpc.ts';
import { explainOrderSchema } from '../protocol/attribution.schema.ts';
import { explainOrder } from './explain-order.ts';

export const attributionRouter = router({
  explainOrder: brandProcedure('viewer')
    .input(explainOrderSchema)
    .query(({ ctx, input }) => explainOrder(ctx.hub.db, input)),
});
