import { brandProcedure } from '../accounts/procedures.router.ts';
import { router } from '../platform/trpc.ts';
import {
  codeBatchSchema,
  createCodeBatchSchema,
  listCodeBatchesSchema,
  revokeGateSchema,
} from '../protocol/codes.schema.ts';
import { createCodeBatch } from './create-code-batch.ts';
import { listCodeBatches } from './list-code-batches.ts';
import { listCodes } from './list-codes.ts';
import { revokeCodeBatch } from './revoke-code-batch.ts';
import { revokeGate } from './revoke-gate.ts';

/** What a brand does with the rights to claim from its drops. */
export const claimsRouter = router({
  codeBatches: brandProcedure('viewer')
    .input(listCodeBatchesSchema)
    .query(({ ctx, input }) => listCodeBatches(ctx.hub, input)),
  codes: brandProcedure('manager')
    .input(codeBatchSchema)
    .query(({ ctx, input }) => listCodes(ctx.hub, input)),
  createCodeBatch: brandProcedure('manager')
    .input(createCodeBatchSchema)
    .mutation(({ ctx, input }) => createCodeBatch(ctx.hub, input)),
  revokeCodeBatch: brandProcedure('manager')
    .input(codeBatchSchema)
    .mutation(({ ctx, input }) => revokeCodeBatch(ctx.hub, input)),
  revokeGate: brandProcedure('manager')
    .input(revokeGateSchema)
    .mutation(({ ctx, input }) => revokeGate(ctx.hub, input)),
});
