import { brandProcedure } from '../accounts/procedures.router.ts';
import { router } from '../platform/trpc.ts';
import {
  explainOrderSchema,
  listCreatorsSchema,
  overviewSchema,
} from '../protocol/attribution.schema.ts';
import { explainOrder } from './explain-order.ts';
import { listCreators } from './list-creators.ts';
import { readOverview } from './read-overview.ts';

export const attributionRouter = router({
  overview: brandProcedure('viewer')
    .input(overviewSchema)
    .query(({ ctx, input }) => readOverview(ctx.hub, ctx.brand, { days: input.days })),
  creators: brandProcedure('viewer')
    .input(listCreatorsSchema)
    .query(({ ctx, input }) => {
      const asOf = input.asOf === undefined ? ctx.hub.clock.now() : new Date(input.asOf);
      return listCreators(ctx.hub, { brand: ctx.brand, asOf });
    }),
  explainOrder: brandProcedure('viewer')
    .input(explainOrderSchema)
    .query(({ ctx, input }) => explainOrder(ctx.hub.db, input)),
});
