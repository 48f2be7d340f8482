import { brandProcedure } from '../accounts/procedures.router.ts';
import { router } from '../platform/trpc.ts';
import {
  changeEndpointSchema,
  createEndpointSchema,
  listDeliveriesSchema,
  ofDeliverySchema,
  ofEndpointSchema,
  rotateSecretSchema,
  webhooksOfBrandSchema,
} from '../protocol/webhooks.schema.ts';
import { listDeliveries, readDelivery, replayDelivery, sendTest } from './manage-deliveries.ts';
import {
  changeEndpoint,
  createEndpoint,
  disableEndpoint,
  enableEndpoint,
  listEndpoints,
  removeEndpoint,
  rotateSecret,
} from './manage-endpoints.ts';

/** Messages hold orders and amounts, and go where the brand says: managers look after that. */
export const webhooksRouter = router({
  endpoints: brandProcedure('manager')
    .input(webhooksOfBrandSchema)
    .query(({ ctx }) => listEndpoints(ctx.hub, ctx.brand.id)),
  create: brandProcedure('manager')
    .input(createEndpointSchema)
    .mutation(({ ctx, input }) =>
      createEndpoint(ctx.hub, { brandId: ctx.brand.id, createdBy: ctx.me.id }, input),
    ),
  change: brandProcedure('manager')
    .input(changeEndpointSchema)
    .mutation(({ ctx, input }) => changeEndpoint(ctx.hub, input, input)),
  disable: brandProcedure('manager')
    .input(ofEndpointSchema)
    .mutation(({ ctx, input }) => disableEndpoint(ctx.hub, input)),
  enable: brandProcedure('manager')
    .input(ofEndpointSchema)
    .mutation(({ ctx, input }) => enableEndpoint(ctx.hub, input)),
  remove: brandProcedure('manager')
    .input(ofEndpointSchema)
    .mutation(({ ctx, input }) => removeEndpoint(ctx.hub, input)),
  rotateSecret: brandProcedure('manager')
    .input(rotateSecretSchema)
    .mutation(({ ctx, input }) => rotateSecret(ctx.hub, input, input)),
  sendTest: brandProcedure('manager')
    .input(ofEndpointSchema)
    .mutation(({ ctx, input }) => sendTest(ctx.hub, input)),
  deliveries: brandProcedure('manager')
    .input(listDeliveriesSchema)
    .query(({ ctx, input }) => listDeliveries(ctx.hub, input)),
  delivery: brandProcedure('manager')
    .input(ofDeliverySchema)
    .query(({ ctx, input }) => readDelivery(ctx.hub, input)),
  replay: brandProcedure('manager')
    .input(ofDeliverySchema)
    .mutation(({ ctx, input }) => replayDelivery(ctx.hub, input)),
});
