import { anyone, router, signedIn } from '../platform/trpc.ts';
import {
  acceptInvitationSchema,
  becomeCreatorSchema,
  createBrandSchema,
  inviteMemberSchema,
  ofBrandSchema,
  removeMemberSchema,
  revokeInvitationSchema,
  updateBrandSchema,
} from '../protocol/accounts.schema.ts';
import { acceptInvitation } from './accept-invitation.ts';
import { becomeCreator } from './become-creator.ts';
import { createBrand } from './create-brand.ts';
import { inviteMember } from './invite-member.ts';
import { listMembers } from './list-members.ts';
import { brandProcedure } from './procedures.router.ts';
import { readHub } from './read-hub.ts';
import { readMe } from './read-me.ts';
import { rememberBrowser } from './remember-browser.ts';
import { removeMember } from './remove-member.ts';
import { revokeInvitation } from './revoke-invitation.ts';
import { updateBrand } from './update-brand.ts';

export const accountsRouter = router({
  me: signedIn.query(async ({ ctx }) => {
    await rememberBrowser(ctx.hub, { userId: ctx.me.id, visitorId: ctx.visitorId });
    return readMe(ctx.hub, ctx.me);
  }),
  hub: anyone.query(({ ctx }) => readHub(ctx.hub)),
  createBrand: signedIn
    .input(createBrandSchema)
    .mutation(({ ctx, input }) => createBrand(ctx.hub, { ...input, ownerId: ctx.me.id })),
  updateBrand: brandProcedure('owner')
    .input(updateBrandSchema)
    .mutation(({ ctx, input }) => updateBrand(ctx.hub, ctx.brand, input)),
  becomeCreator: signedIn
    .input(becomeCreatorSchema)
    .mutation(({ ctx, input }) => becomeCreator(ctx.hub, { ...input, userId: ctx.me.id })),
  members: brandProcedure('viewer')
    .input(ofBrandSchema)
    .query(({ ctx }) => listMembers(ctx.hub, { brandId: ctx.brand.id, userId: ctx.me.id })),
  inviteMember: brandProcedure('owner')
    .input(inviteMemberSchema)
    .mutation(({ ctx, input: { email, role } }) =>
      inviteMember(ctx.hub, ctx.brand, { email, role, invitedBy: ctx.me.id }),
    ),
  revokeInvitation: brandProcedure('owner')
    .input(revokeInvitationSchema)
    .mutation(({ ctx, input }) => revokeInvitation(ctx.hub, input)),
  acceptInvitation: signedIn
    .input(acceptInvitationSchema)
    .mutation(({ ctx, input }) => acceptInvitation(ctx.hub, { ...input, me: ctx.me })),
  removeMember: brandProcedure('viewer')
    .input(removeMemberSchema)
    .mutation(({ ctx, input: { memberId } }) =>
      removeMember(ctx.hub, ctx.brand, { memberId, userId: ctx.me.id }),
    ),
});
