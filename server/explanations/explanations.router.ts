import { brandProcedure, creatorProcedure } from '../accounts/procedures.router.ts';
import { router } from '../platform/trpc.ts';
import {
  explainMyOrderSchema,
  explainOrderSchema,
  missedSalesSchema,
} from '../protocol/attribution.schema.ts';
import { explainMyOrder, explainOrder } from './explain-order.ts';
import { findMissedSales } from './find-missed-sales.ts';

export const explanationsRouter = router({
  order: brandProcedure('viewer')
    .input(explainOrderSchema)
    .query(({ ctx, input }) =>
      explainOrder(ctx.hub.db, { ...input, timeZone: ctx.brand.timeZone }),
    ),
  myOrder: creatorProcedure.input(explainMyOrderSchema).query(({ ctx, input }) =>
    explainMyOrder(ctx.hub.db, {
      ...input,
      creatorId: ctx.creator.id,
      timeZone: ctx.creator.timeZone,
    }),
  ),
  missed: creatorProcedure
    .input(missedSalesSchema)
    .query(({ ctx, input }) => findMissedSales(ctx.hub, { ...input, creatorId: ctx.creator.id })),
});
