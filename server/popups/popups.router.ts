import { brandProcedure } from '../accounts/procedures.router.ts';
import { anyone, router } from '../platform/trpc.ts';
import {
  addDeviceSchema,
  deviceKeySchema,
  deviceOfBrandSchema,
  giveBackSchema,
  leaseSchema,
  listDevicesSchema,
  listIncidentsSchema,
  pairSchema,
  releaseLeaseSchema,
  resolveIncidentSchema,
  syncSchema,
  takeMoneySchema,
} from '../protocol/popups.schema.ts';
import { addDevice } from './add-device.ts';
import { giveBackLease } from './give-back-lease.ts';
import { leaseToDevice } from './lease-to-device.ts';
import { listDevices } from './list-devices.ts';
import { listIncidents } from './list-incidents.ts';
import { pairDevice } from './pair-device.ts';
import { readDevice } from './read-device.ts';
import { readMatrix } from './read-matrix.ts';
import { releaseLease } from './release-lease.ts';
import { resolveIncident } from './resolve-incident.ts';
import { revokeDevice } from './revoke-device.ts';
import { syncSales } from './sync-sales.ts';
import { takeMoney } from './take-money.ts';

/** What a brand says about its devices, and what a device does with its key instead of an account. */
export const popupsRouter = router({
  devices: brandProcedure('viewer')
    .input(listDevicesSchema)
    .query(({ ctx }) => listDevices(ctx.hub, ctx.brand.id)),
  addDevice: brandProcedure('manager')
    .input(addDeviceSchema)
    .mutation(({ ctx, input }) => addDevice(ctx.hub, input)),
  revokeDevice: brandProcedure('manager')
    .input(deviceOfBrandSchema)
    .mutation(({ ctx, input }) => revokeDevice(ctx.hub, input)),
  releaseLease: brandProcedure('manager')
    .input(releaseLeaseSchema)
    .mutation(({ ctx, input }) => releaseLease(ctx.hub, input)),
  incidents: brandProcedure('viewer')
    .input(listIncidentsSchema)
    .query(({ ctx, input }) => listIncidents(ctx.hub, input)),
  resolveIncident: brandProcedure('manager')
    .input(resolveIncidentSchema)
    .mutation(({ ctx, input }) => resolveIncident(ctx.hub, input, ctx.me.name)),

  pair: anyone.input(pairSchema).mutation(({ ctx, input }) => {
    const pair = () => pairDevice(ctx.hub, input.code);
    return ctx.guardGuess ? ctx.guardGuess(pair) : pair();
  }),
  matrix: anyone
    .input(deviceKeySchema)
    .mutation(async ({ ctx, input }) => readMatrix(ctx.hub, await readDevice(ctx.hub, input.key))),
  lease: anyone
    .input(leaseSchema)
    .mutation(async ({ ctx, input: { key, ...asked } }) =>
      leaseToDevice(ctx.hub, await readDevice(ctx.hub, key), asked),
    ),
  giveBack: anyone
    .input(giveBackSchema)
    .mutation(async ({ ctx, input: { key, ...asked } }) =>
      giveBackLease(ctx.hub, await readDevice(ctx.hub, key), asked),
    ),
  sync: anyone
    .input(syncSchema)
    .mutation(async ({ ctx, input: { key, sales } }) =>
      syncSales(ctx.hub, await readDevice(ctx.hub, key), sales),
    ),
  takeMoney: anyone
    .input(takeMoneySchema)
    .mutation(async ({ ctx, input: { key, claimId } }) =>
      takeMoney(ctx.hub, await readDevice(ctx.hub, key), claimId),
    ),
});
