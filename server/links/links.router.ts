import { creatorProcedure } from '../accounts/procedures.router.ts';
import { router } from '../platform/trpc.ts';
import { createLinkSchema, ofLinkSchema } from '../protocol/links.schema.ts';
import { createLink } from './create-link.ts';
import { endLink } from './end-link.ts';
import { pauseLink } from './pause-link.ts';
import { readLinksOfCreator } from './read-links.ts';
import { resumeLink } from './resume-link.ts';

export const linksRouter = router({
  listMine: creatorProcedure.query(({ ctx }) => readLinksOfCreator(ctx.hub, ctx.creator.id)),
  create: creatorProcedure
    .input(createLinkSchema)
    .mutation(({ ctx, input }) => createLink(ctx.hub, ctx.creator, input)),
  pause: creatorProcedure
    .input(ofLinkSchema)
    .mutation(({ ctx, input }) => pauseLink(ctx.hub, { ...input, creatorId: ctx.creator.id })),
  resume: creatorProcedure
    .input(ofLinkSchema)
    .mutation(({ ctx, input }) => resumeLink(ctx.hub, { ...input, creatorId: ctx.creator.id })),
  end: creatorProcedure
    .input(ofLinkSchema)
    .mutation(({ ctx, input }) => endLink(ctx.hub, { ...input, creatorId: ctx.creator.id })),
});
