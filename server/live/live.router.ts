import { creatorProcedure } from '../accounts/procedures.router.ts';
import { router } from '../platform/trpc.ts';
import {
  createOverlayInput,
  duplicateOverlayInput,
  overlayInput,
  saveOverlayInput,
  testMomentInput,
} from '../protocol/live.schema.ts';
import { createOverlay } from './create-overlay.ts';
import { deleteOverlay } from './delete-overlay.ts';
import { duplicateOverlay } from './duplicate-overlay.ts';
import { listOverlays } from './list-overlays.ts';
import { previewOverlay } from './preview-overlay.ts';
import { reloadOverlay } from './reload-overlay.ts';
import { rotateOverlayKey } from './rotate-overlay-key.ts';
import { saveOverlay } from './save-overlay.ts';
import { testOverlayMoment } from './test-overlay-moment.ts';

/** A creator's stream overlays. */
export const liveRouter = router({
  overlays: creatorProcedure.query(({ ctx }) => listOverlays(ctx.hub, ctx.creator.id)),
  createOverlay: creatorProcedure
    .input(createOverlayInput)
    .mutation(({ ctx, input }) => createOverlay(ctx.hub, ctx.creator.id, input)),
  duplicateOverlay: creatorProcedure
    .input(duplicateOverlayInput)
    .mutation(({ ctx, input }) => duplicateOverlay(ctx.hub, ctx.creator.id, input)),
  deleteOverlay: creatorProcedure
    .input(overlayInput)
    .mutation(({ ctx, input }) => deleteOverlay(ctx.hub, ctx.creator.id, input.overlayId)),
  rotateKey: creatorProcedure
    .input(overlayInput)
    .mutation(({ ctx, input }) => rotateOverlayKey(ctx.hub, ctx.creator.id, input.overlayId)),
  saveOptions: creatorProcedure
    .input(saveOverlayInput)
    .mutation(({ ctx, input }) => saveOverlay(ctx.hub, ctx.creator.id, input)),
  testMoment: creatorProcedure
    .input(testMomentInput)
    .mutation(({ ctx, input }) => testOverlayMoment(ctx.hub, ctx.creator.id, input)),
  reload: creatorProcedure
    .input(overlayInput)
    .mutation(({ ctx, input }) => reloadOverlay(ctx.hub, ctx.creator.id, input.overlayId)),
  previewAddress: creatorProcedure
    .input(overlayInput)
    .query(({ ctx, input }) => previewOverlay(ctx.hub, ctx.creator.id, input.overlayId)),
});
