import { brandProcedure } from '../accounts/procedures.router.ts';
import { router } from '../platform/trpc.ts';
import { listOrdersSchema, refundOrderSchema } from '../protocol/checkout.schema.ts';
import { listOrders } from './list-orders.ts';
import { refundOrder } from './refund-order.ts';

export const checkoutRouter = router({
  listOrders: brandProcedure('viewer')
    .input(listOrdersSchema)
    .query(({ ctx, input }) => listOrders(ctx.hub, input)),
  refund: brandProcedure('manager')
    .input(refundOrderSchema)
    .mutation(({ ctx, input }) => refundOrder(ctx.hub, input)),
});
