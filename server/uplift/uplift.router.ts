import { brandProcedure } from '../accounts/procedures.router.ts';
import { stopHoldout } from '../experiments/stop-holdout.ts';
import { router } from '../platform/trpc.ts';
import {
  incrementalRevenueSchema,
  listUpliftSchema,
  stopHoldoutSchema,
} from '../protocol/experiments.schema.ts';
import { readIncrementalRevenue } from './read-incremental-revenue.ts';
import { readUplift } from './read-uplift.ts';

export const upliftRouter = router({
  list: brandProcedure('viewer')
    .input(listUpliftSchema)
    .query(({ ctx }) => readUplift(ctx.hub, ctx.brand)),
  incremental: brandProcedure('viewer')
    .input(incrementalRevenueSchema)
    .query(({ ctx, input }) => readIncrementalRevenue(ctx.hub, ctx.brand, new Date(input.from))),
  stop: brandProcedure('manager')
    .input(stopHoldoutSchema)
    .mutation(({ ctx, input }) => stopHoldout(ctx.hub, input)),
});
