import { brandProcedure } from '../accounts/procedures.router.ts';
import { router } from '../platform/trpc.ts';
import { listCreatorsSchema, overviewSchema } from '../protocol/reports.schema.ts';
import { listCreators } from './list-creators.ts';
import { readOverview } from './read-overview.ts';

export const reportsRouter = router({
  overview: brandProcedure('viewer')
    .input(overviewSchema)
    .query(({ ctx, input }) => readOverview(ctx.hub, ctx.brand, { days: input.days })),
  creators: brandProcedure('viewer')
    .input(listCreatorsSchema)
    .query(({ ctx, input }) => {
      const asOf = input.asOf === undefined ? ctx.hub.clock.now() : new Date(input.asOf);
      return listCreators(ctx.hub, { brand: ctx.brand, asOf });
    }),
});
