import { brandProcedure } from '../accounts/procedures.router.ts';
import { router } from '../platform/trpc.ts';
import {
  archiveAudienceSchema,
  changeMembersSchema,
  createAudienceSchema,
  listAudienceMembersSchema,
  listAudiencesSchema,
  renameAudienceSchema,
} from '../protocol/audiences.schema.ts';
import { addMembers } from './add-members.ts';
import { archiveAudience } from './archive-audience.ts';
import { createAudience } from './create-audience.ts';
import { listAudiences } from './list-audiences.ts';
import { listMembers } from './list-members.ts';
import { removeMembers } from './remove-members.ts';
import { renameAudience } from './rename-audience.ts';

/** Addresses are shown to those who manage them: a member who only looks on sees numbers. */
export const audiencesRouter = router({
  list: brandProcedure('viewer')
    .input(listAudiencesSchema)
    .query(({ ctx }) => listAudiences(ctx.hub, ctx.brand.id)),
  create: brandProcedure('manager')
    .input(createAudienceSchema)
    .mutation(({ ctx, input }) => createAudience(ctx.hub, input)),
  rename: brandProcedure('manager')
    .input(renameAudienceSchema)
    .mutation(({ ctx, input }) => renameAudience(ctx.hub, input)),
  archive: brandProcedure('manager')
    .input(archiveAudienceSchema)
    .mutation(({ ctx, input }) => archiveAudience(ctx.hub, input)),
  members: brandProcedure('manager')
    .input(listAudienceMembersSchema)
    .query(({ ctx, input }) => listMembers(ctx.hub, input)),
  addMembers: brandProcedure('manager')
    .input(changeMembersSchema)
    .mutation(({ ctx, input }) => addMembers(ctx.hub, input)),
  removeMembers: brandProcedure('manager')
    .input(changeMembersSchema)
    .mutation(({ ctx, input }) => removeMembers(ctx.hub, input)),
});
