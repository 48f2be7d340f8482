import { brandProcedure, creatorProcedure } from '../accounts/procedures.router.ts';
import { router } from '../platform/trpc.ts';
import {
  rehearsalOfBrandSchema,
  rehearsalSchema,
  rehearsalsOfBrandSchema,
  rehearsalsSchema,
  rehearseOfBrandSchema,
  rehearseSchema,
} from '../protocol/rehearsals.schema.ts';
import { listRehearsals } from './list-rehearsals.ts';
import { presentRehearsal } from './present-rehearsal.ts';
import { rehearseAsCreator } from './rehearse-as-creator.ts';
import { removeRehearsalNow } from './remove-rehearsal-now.ts';
import { requireRehearsal } from './require-rehearsal.ts';
import { startRehearsal } from './start-rehearsal.ts';
import { stopRehearsal } from './stop-rehearsal.ts';

export const rehearsalsRouter = router({
  start: brandProcedure('manager')
    .input(rehearseOfBrandSchema)
    .mutation(({ ctx, input: { brandId, ...input } }) =>
      startRehearsal(ctx.hub, { brandId, creatorId: null, userId: ctx.me.id }, input),
    ),
  list: brandProcedure('viewer')
    .input(rehearsalsOfBrandSchema)
    .query(({ ctx, input }) => listRehearsals(ctx.hub, input)),
  get: brandProcedure('viewer')
    .input(rehearsalOfBrandSchema)
    .query(async ({ ctx, input: { brandId, rehearsalId: id } }) =>
      presentRehearsal(ctx.hub, await requireRehearsal(ctx.hub, { id, brandId })),
    ),
  stop: brandProcedure('manager')
    .input(rehearsalOfBrandSchema)
    .mutation(async ({ ctx, input: { brandId, rehearsalId: id } }) => {
      await stopRehearsal(ctx.hub, await requireRehearsal(ctx.hub, { id, brandId }));
    }),
  remove: brandProcedure('manager')
    .input(rehearsalOfBrandSchema)
    .mutation(async ({ ctx, input: { brandId, rehearsalId: id } }) => {
      await removeRehearsalNow(ctx.hub, await requireRehearsal(ctx.hub, { id, brandId }));
    }),

  startMine: creatorProcedure
    .input(rehearseSchema)
    .mutation(({ ctx, input }) => rehearseAsCreator(ctx.hub, ctx.creator, input)),
  listMine: creatorProcedure
    .input(rehearsalsSchema)
    .query(({ ctx, input }) => listRehearsals(ctx.hub, { ...input, creatorId: ctx.creator.id })),
  getMine: creatorProcedure.input(rehearsalSchema).query(async ({ ctx, input }) => {
    const where = { id: input.rehearsalId, creatorId: ctx.creator.id };
    return presentRehearsal(ctx.hub, await requireRehearsal(ctx.hub, where));
  }),
  stopMine: creatorProcedure.input(rehearsalSchema).mutation(async ({ ctx, input }) => {
    const where = { id: input.rehearsalId, creatorId: ctx.creator.id };
    await stopRehearsal(ctx.hub, await requireRehearsal(ctx.hub, where));
  }),
  removeMine: creatorProcedure.input(rehearsalSchema).mutation(async ({ ctx, input }) => {
    const where = { id: input.rehearsalId, creatorId: ctx.creator.id };
    await removeRehearsalNow(ctx.hub, await requireRehearsal(ctx.hub, where));
  }),
});
