import { brandProcedure } from '../accounts/procedures.router.ts';
import { router } from '../platform/trpc.ts';
import {
  addLocationSchema,
  changeLocationSchema,
  findPickUpSchema,
  fulfilmentOfBrandSchema,
  listFulfilmentsSchema,
  listLocationsSchema,
  locationOfBrandSchema,
  saveCentralSchema,
} from '../protocol/fulfilment.schema.ts';
import { addLocation } from './add-location.ts';
import { archiveLocation } from './archive-location.ts';
import { changeLocation } from './change-location.ts';
import { findPickUp } from './find-pick-up.ts';
import { finishFulfilment } from './finish-fulfilment.ts';
import { listFulfilments } from './list-fulfilments.ts';
import { listLocations } from './list-locations.ts';
import { saveCentral } from './save-central.ts';
import { undoFulfilment } from './undo-fulfilment.ts';

export const fulfilmentRouter = router({
  locations: brandProcedure('viewer')
    .input(listLocationsSchema)
    .query(({ ctx }) => listLocations(ctx.hub, ctx.brand.id)),
  saveCentral: brandProcedure('manager')
    .input(saveCentralSchema)
    .mutation(({ ctx, input }) => saveCentral(ctx.hub, input)),
  addLocation: brandProcedure('manager')
    .input(addLocationSchema)
    .mutation(({ ctx, input }) => addLocation(ctx.hub, input)),
  changeLocation: brandProcedure('manager')
    .input(changeLocationSchema)
    .mutation(({ ctx, input }) => changeLocation(ctx.hub, input)),
  archiveLocation: brandProcedure('manager')
    .input(locationOfBrandSchema)
    .mutation(({ ctx, input }) => archiveLocation(ctx.hub, input)),
  list: brandProcedure('viewer')
    .input(listFulfilmentsSchema)
    .query(({ ctx, input }) => listFulfilments(ctx.hub, input)),
  findPickUp: brandProcedure('manager')
    .input(findPickUpSchema)
    .query(({ ctx, input }) => findPickUp(ctx.hub, input)),
  finish: brandProcedure('manager')
    .input(fulfilmentOfBrandSchema)
    .mutation(({ ctx, input }) => finishFulfilment(ctx.hub, input, ctx.me.id)),
  undo: brandProcedure('manager')
    .input(fulfilmentOfBrandSchema)
    .mutation(({ ctx, input }) => undoFulfilment(ctx.hub, input)),
});
