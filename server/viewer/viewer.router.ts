import { giveBackClaim } from '../checkout/give-back-claim.ts';
import { startCheckout } from '../checkout/start-checkout.ts';
import { extendHold } from '../claims/extend-hold.ts';
import { holdUnits } from '../claims/hold-units.ts';
import { issueToken } from '../claims/issue-token.ts';
import { readClaim, readClaimOfVisitor } from '../claims/read-claim.ts';
import { readPublicDrop } from '../drops/read-public-drop.ts';
import { confirmClick } from '../links/confirm-click.ts';
import { Problem } from '../platform/problem.ts';
import { anyone, router } from '../platform/trpc.ts';
import {
  claimAccessSchema,
  confirmClickSchema,
  dropAddressSchema,
  holdSchema,
  issueTokenSchema,
  myClaimSchema,
} from '../protocol/claims.schema.ts';

/** What a viewer can do without signing in. Also served, without cookies, to the brand's own sites. */
export const viewerRouter = router({
  drop: anyone.input(dropAddressSchema).query(async ({ ctx, input }) => {
    const drop = await readPublicDrop(ctx.hub, input);
    if (!drop) throw new Problem('not_found');
    return drop;
  }),
  confirmClick: anyone
    .input(confirmClickSchema)
    .mutation(({ ctx, input }) => confirmClick(ctx.hub, input)),
  issueToken: anyone
    .input(issueTokenSchema)
    .mutation(({ ctx, input }) => issueToken(ctx.hub, { ...input, visitorId: ctx.visitorId })),
  hold: anyone.input(holdSchema).mutation(({ ctx, input }) => holdUnits(ctx.hub, input)),
  claim: anyone
    .input(claimAccessSchema)
    .query(({ ctx, input }) => readClaim(ctx.hub, { ...input, visitorId: ctx.visitorId })),
  myClaim: anyone
    .input(myClaimSchema)
    .query(({ ctx, input: { dropId } }) =>
      ctx.visitorId ? readClaimOfVisitor(ctx.hub, { dropId, visitorId: ctx.visitorId }) : null,
    ),
  extend: anyone
    .input(claimAccessSchema)
    .mutation(({ ctx, input }) => extendHold(ctx.hub, { ...input, visitorId: ctx.visitorId })),
  release: anyone
    .input(claimAccessSchema)
    .mutation(({ ctx, input }) => giveBackClaim(ctx.hub, { ...input, visitorId: ctx.visitorId })),
  checkout: anyone
    .input(claimAccessSchema)
    .mutation(({ ctx, input }) => startCheckout(ctx.hub, { ...input, visitorId: ctx.visitorId })),
});
