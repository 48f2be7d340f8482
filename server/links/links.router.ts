import { brandProcedure, creatorProcedure } from '../accounts/procedures.router.ts';
import { router } from '../platform/trpc.ts';
import {
  addHostSchema,
  createLinkSchema,
  ofBrandHostsSchema,
  ofHostSchema,
  ofLinkSchema,
} from '../protocol/links.schema.ts';
import { addHost } from './add-host.ts';
import { countOrphans } from './count-orphans.ts';
import { createLink } from './create-link.ts';
import { endLink } from './end-link.ts';
import { listHosts } from './list-hosts.ts';
import { pauseLink } from './pause-link.ts';
import { readLinksOfCreator } from './read-links.ts';
import { removeHost } from './remove-host.ts';
import { resumeLink } from './resume-link.ts';
import { verifyHost } from './verify-host.ts';

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
  orphans: brandProcedure('viewer')
    .input(ofBrandHostsSchema)
    .query(({ ctx }) => countOrphans(ctx.hub)),
  hosts: brandProcedure('viewer')
    .input(ofBrandHostsSchema)
    .query(({ ctx, input }) => listHosts(ctx.hub.db, input.brandId)),
  addHost: brandProcedure('manager')
    .input(addHostSchema)
    .mutation(({ ctx, input }) => addHost(ctx.hub, input)),
  verifyHost: brandProcedure('manager')
    .input(ofHostSchema)
    .mutation(({ ctx, input }) => verifyHost(ctx.hub, input)),
  removeHost: brandProcedure('manager')
    .input(ofHostSchema)
    .mutation(({ ctx, input }) => removeHost(ctx.hub, input)),
});
