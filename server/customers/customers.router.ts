import { brandProcedure } from '../accounts/procedures.router.ts';
import { router } from '../platform/trpc.ts';
import {
  listCustomersSchema,
  listMergesSchema,
  mergeCustomersSchema,
  undoMergeSchema,
} from '../protocol/customers.schema.ts';
import { listCustomers } from './list-customers.ts';
import { listMerges } from './list-merges.ts';
import { mergeCustomers } from './merge-customers.ts';
import { undoMerge } from './undo-merge.ts';

export const customersRouter = router({
  list: brandProcedure('viewer')
    .input(listCustomersSchema)
    .query(({ ctx, input }) => listCustomers(ctx.hub, input)),
  merges: brandProcedure('viewer')
    .input(listMergesSchema)
    .query(({ ctx, input }) => listMerges(ctx.hub, input)),
  merge: brandProcedure('manager')
    .input(mergeCustomersSchema)
    .mutation(({ ctx, input }) => mergeCustomers(ctx.hub, { ...input, userId: ctx.me.id })),
  undoMerge: brandProcedure('manager')
    .input(undoMergeSchema)
    .mutation(({ ctx, input }) => undoMerge(ctx.hub, { ...input, userId: ctx.me.id })),
});
