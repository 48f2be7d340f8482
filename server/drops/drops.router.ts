import { brandProcedure, creatorProcedure } from '../accounts/procedures.router.ts';
import { router } from '../platform/trpc.ts';
import {
  changeDraftSchema,
  createDropSchema,
  dropOfBrandSchema,
  extendDropSchema,
  listDropsSchema,
  pauseDropSchema,
  releaseUnitsSchema,
} from '../protocol/drops.schema.ts';
import { changeDraft } from './change-draft.ts';
import { createDrop } from './create-drop.ts';
import { discardDraft } from './discard-draft.ts';
import { endDrop } from './end-drop.ts';
import { extendDrop } from './extend-drop.ts';
import { listDrops } from './list-drops.ts';
import { listDropsOfCreator } from './list-drops-of-creator.ts';
import { pauseDrop } from './pause-drop.ts';
import { publishDrop } from './publish-drop.ts';
import { readDrop } from './read-drop.ts';
import { releaseUnits } from './release-units.ts';
import { resumeDrop } from './resume-drop.ts';

export const dropsRouter = router({
  list: brandProcedure('viewer')
    .input(listDropsSchema)
    .query(({ ctx }) => listDrops(ctx.hub, ctx.brand.id)),
  get: brandProcedure('viewer')
    .input(dropOfBrandSchema)
    .query(({ ctx, input }) => readDrop(ctx.hub, input)),
  listMine: creatorProcedure.query(({ ctx }) => listDropsOfCreator(ctx.hub, ctx.creator.id)),
  create: brandProcedure('manager')
    .input(createDropSchema)
    .mutation(({ ctx, input }) => createDrop(ctx.hub, input)),
  changeDraft: brandProcedure('manager')
    .input(changeDraftSchema)
    .mutation(({ ctx, input }) => changeDraft(ctx.hub, input)),
  discardDraft: brandProcedure('manager')
    .input(dropOfBrandSchema)
    .mutation(({ ctx, input }) => discardDraft(ctx.hub, input)),
  publish: brandProcedure('manager')
    .input(dropOfBrandSchema)
    .mutation(({ ctx, input }) => publishDrop(ctx.hub, input)),
  pause: brandProcedure('manager')
    .input(pauseDropSchema)
    .mutation(({ ctx, input }) => pauseDrop(ctx.hub, input)),
  resume: brandProcedure('manager')
    .input(dropOfBrandSchema)
    .mutation(({ ctx, input }) => resumeDrop(ctx.hub, input)),
  extend: brandProcedure('manager')
    .input(extendDropSchema)
    .mutation(({ ctx, input }) => extendDrop(ctx.hub, input)),
  release: brandProcedure('manager')
    .input(releaseUnitsSchema)
    .mutation(({ ctx, input }) => releaseUnits(ctx.hub, input)),
  end: brandProcedure('manager')
    .input(dropOfBrandSchema)
    .mutation(({ ctx, input }) => endDrop(ctx.hub, input)),
});
