import { brandProcedure, creatorProcedure } from '../accounts/procedures.router.ts';
import { router } from '../platform/trpc.ts';
import {
  analyticsSchema,
  attributionSchema,
  listCreatorsSchema,
  ltvSchema,
  orderPathsSchema,
  overviewSchema,
} from '../protocol/reports.schema.ts';
import { listCreators } from './list-creators.ts';
import { listOrderPaths } from './list-order-paths.ts';
import { readAnalytics } from './read-analytics.ts';
import { readAttribution } from './read-attribution.ts';
import { readLtv } from './read-ltv.ts';
import { readOverview } from './read-overview.ts';

export const reportsRouter = router({
  overview: brandProcedure('viewer')
    .input(overviewSchema)
    .query(({ ctx, input }) => readOverview(ctx.hub, ctx.brand, input)),
  creators: brandProcedure('viewer')
    .input(listCreatorsSchema)
    .query(({ ctx }) => listCreators(ctx.hub, ctx.brand)),
  ltv: brandProcedure('viewer')
    .input(ltvSchema)
    .query(({ ctx, input }) => readLtv(ctx.hub, ctx.brand, input)),
  attribution: brandProcedure('viewer')
    .input(attributionSchema)
    .query(({ ctx, input }) => readAttribution(ctx.hub, ctx.brand, input)),
  orderPaths: brandProcedure('viewer')
    .input(orderPathsSchema)
    .query(({ ctx, input }) => listOrderPaths(ctx.hub, ctx.brand, input)),
  mine: creatorProcedure
    .input(analyticsSchema)
    .query(({ ctx, input }) => readAnalytics(ctx.hub, ctx.creator, input)),
});
