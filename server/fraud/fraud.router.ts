import { brandProcedure } from '../accounts/procedures.router.ts';
import { router } from '../platform/trpc.ts';
import { decideFlagSchema, listFlagsSchema, reopenFlagSchema } from '../protocol/fraud.schema.ts';
import { decideFlag, reopenFlag } from './decide-flag.ts';
import { readFraudQueue } from './read-fraud-queue.ts';

export const fraudRouter = router({
  list: brandProcedure('viewer')
    .input(listFlagsSchema)
    .query(({ ctx }) => readFraudQueue(ctx.hub, ctx.brand)),
  decide: brandProcedure('manager')
    .input(decideFlagSchema)
    .mutation(({ ctx, input }) => decideFlag(ctx.hub, { ...input, by: ctx.me })),
  reopen: brandProcedure('manager')
    .input(reopenFlagSchema)
    .mutation(({ ctx, input }) => reopenFlag(ctx.hub, { ...input, by: ctx.me })),
});
