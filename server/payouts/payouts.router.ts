import { brandProcedure, creatorProcedure } from '../accounts/procedures.router.ts';
import { router } from '../platform/trpc.ts';
import {
  approveBatchSchema,
  listEarningsSchema,
  markPaidSchema,
  myStatementSchema,
  payoutBatchSchema,
  payoutItemSchema,
  payoutsOfBrandSchema,
  startOnboardingSchema,
  statementOfCreatorSchema,
} from '../protocol/payouts.schema.ts';
import { approveBatch, lockBatch } from './approve-batch.ts';
import { cancelBatch } from './cancel-batch.ts';
import { createBatch } from './create-batch.ts';
import { listBatches } from './list-batches.ts';
import { listEarnings } from './list-earnings.ts';
import { listMyPayouts } from './list-my-payouts.ts';
import { listPayoutOrders } from './list-payout-orders.ts';
import { markPaid } from './mark-paid.ts';
import { readPayoutAccount, refreshPayoutAccount, startOnboarding } from './payout-account.ts';
import { previewPayouts } from './preview-payouts.ts';
import { readMyStatement, readStatementOfCreator } from './read-statement.ts';
import { sendBatch, sendItem } from './send-item.ts';
import { takeOutItem } from './take-out-item.ts';

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
  orders: brandProcedure('viewer')
    .input(payoutItemSchema)
    .query(({ ctx, input }) => listPayoutOrders(ctx.hub.db, input)),
  lock: brandProcedure('manager')
    .input(payoutBatchSchema)
    .mutation(({ ctx, input }) => lockBatch(ctx.hub, { ...input, lockedBy: ctx.me.id })),
  approve: brandProcedure('manager')
    .input(approveBatchSchema)
    .mutation(({ ctx, input }) => approveBatch(ctx.hub, { ...input, approvedBy: ctx.me.id })),
  cancel: brandProcedure('manager')
    .input(payoutBatchSchema)
    .mutation(({ ctx, input }) => cancelBatch(ctx.hub, input)),
  send: brandProcedure('manager')
    .input(payoutBatchSchema)
    .mutation(({ ctx, input }) => sendBatch(ctx.hub, input)),
  sendItem: brandProcedure('manager')
    .input(payoutItemSchema)
    .mutation(({ ctx, input }) => sendItem(ctx.hub, input)),
  takeOut: brandProcedure('manager')
    .input(payoutItemSchema)
    .mutation(({ ctx, input }) => takeOutItem(ctx.hub, input)),
  statementOfCreator: brandProcedure('viewer')
    .input(statementOfCreatorSchema)
    .query(({ ctx, input }) => readStatementOfCreator(ctx.hub.db, ctx.brand, input)),
  myStatement: creatorProcedure
    .input(myStatementSchema)
    .query(({ ctx, input }) => readMyStatement(ctx.hub.db, ctx.creator, input)),
  payoutAccount: creatorProcedure.query(({ ctx }) => readPayoutAccount(ctx.hub, ctx.creator.id)),
  startOnboarding: creatorProcedure
    .input(startOnboardingSchema)
    .mutation(({ ctx, input }) => startOnboarding(ctx.hub, ctx.creator.id, input)),
  refreshPayoutAccount: creatorProcedure.mutation(({ ctx }) =>
    refreshPayoutAccount(ctx.hub, ctx.creator.id),
  ),
  markPaid: brandProcedure('manager')
    .input(markPaidSchema)
    .mutation(({ ctx, input }) => markPaid(ctx.hub, input)),
});
