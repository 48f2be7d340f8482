import { brandProcedure } from '../accounts/procedures.router.ts';
import { router } from '../platform/trpc.ts';
import { dropOfBrandSchema } from '../protocol/drops.schema.ts';
import { readLineSummary } from './read-line-summary.ts';

export const linesRouter = router({
  ofDrop: brandProcedure('viewer')
    .input(dropOfBrandSchema)
    .query(({ ctx, input }) => readLineSummary(ctx.hub, input)),
});
