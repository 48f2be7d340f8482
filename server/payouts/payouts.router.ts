import { brandProcedure, creatorProcedure } from '../accounts/procedures.router.ts';
import { router } from '../platform/trpc.ts';
import {
  listEarningsSchema,
  markPaidSchema,
  payoutBatchSchema,
  payoutsOfBrandSchema,
} from '../protocol/payouts.schema.ts';
import { approveBatch } from './approve-batch.ts';
import { cancelBatch } from './cancel-batch.ts';
import { createBatch } from './create-batch.ts';
import { listBatches } from './list-batches.ts';
import { listEarnings } from './list-earnings.ts';
import { listMyPayouts } from './list-my-payouts.ts';
import { markPaid } from './mark-paid.ts';
import { previewPayouts } from './preview-payouts.ts';

export const payoutsRouter = router({
  earnings: creatorProcedure
    .input(listEarningsSchema)
    .query(({ ctx, input }) =>
      listEarnings(ctx.hub, ctx.creator, { cursor: input.cursor ?? null }),
    ),
  myPayouts: creatorProcedure.query(({ ctx }) => listMyPayouts(ctx.hub.db, ctx.creator.id)),
  preview: brandProcedure('viewer')
    .input(payoutsOfBrandSchema)
    .query(({ ctx }) => previewPayouts(ctx.hub, ctx.brand)),
  batches: brandProcedure('viewer')
    .input(payoutsOfBrandSchema)
    .query(({ ctx }) => listBatches(ctx.hub.db, ctx.brand.id)),
  createBatch: brandProcedure('manager')
    .input(payoutsOfBrandSchema)
    .mutation(({ ctx }) => createBatch(ctx.hub, ctx.brand, { createdBy: ctx.me.id })),
  approve: brandProcedure('manager')
    .input(payoutBatchSchema)
    .mutation(({ ctx, input }) => approveBatch(ctx.hub, { ...input, approvedBy: ctx.me.id })),
  cancel: brandProcedure('manager')
    .input(payoutBatchSchema)
    .mutation(({ ctx, input }) => cancelBatch(ctx.hub, input)),
  markPaid: brandProcedure('manager')
    .input(markPaidSchema)
    .mutation(({ ctx, input }) => markPaid(ctx.hub, input)),
});
