import { giveBackClaim } from '../checkout/give-back-claim.ts';
import { readUsableCredit } from '../checkout/read-usable-credit.ts';
import { startCheckout } from '../checkout/start-checkout.ts';
import { whoseCredit } from '../checkout/whose-credit.ts';
import { extendHold } from '../claims/extend-hold.ts';
import { issueToken } from '../claims/issue-token.ts';
import { readClaim, readClaimOfVisitor } from '../claims/read-claim.ts';
import { readProvenAddress } from '../claims/read-proven-address.ts';
import { readPublicDrop } from '../drops/read-public-drop.ts';
import { chooseMeasurement } from '../links/choose-measurement.ts';
import { confirmClick } from '../links/confirm-click.ts';
import { refusalCookie } from '../links/rules/refusal.ts';
import { Problem } from '../platform/problem.ts';
import { anyone, router } from '../platform/trpc.ts';
import { proveAddress } from '../proofs/prove-address.ts';
import { sendProofCode } from '../proofs/send-proof-code.ts';
import { checkoutSchema, usableCreditSchema } from '../protocol/benefits.schema.ts';
import {
  chooseMeasurementSchema,
  claimAccessSchema,
  confirmClickSchema,
  dropAddressSchema,
  issueTokenSchema,
  myClaimSchema,
} from '../protocol/claims.schema.ts';
import { joinLineSchema, placeAccessSchema } from '../protocol/lines.schema.ts';
import {
  proveAddressSchema,
  readProofSchema,
  sendProofCodeSchema,
} from '../protocol/proofs.schema.ts';
import { askQuestionSchema, readQuestionsSchema } from '../protocol/questions.schema.ts';
import { askQuestion } from '../questions/ask-question.ts';
import { readQuestions } from '../questions/read-questions.ts';
import { joinLineByToken } from './join-line.ts';
import { leaveLineOfViewer } from './leave-line.ts';
import { readOwnPlace } from './read-own-place.ts';
import { holdCall } from './short-calls.ts';

/** What a viewer can do without signing in. Also served, without cookies, to the brand's own sites. */
export const viewerRouter = router({
  drop: anyone.input(dropAddressSchema).query(async ({ ctx, input }) => {
    const drop = await readPublicDrop(ctx.hub, input);
    if (!drop) throw new Problem('not_found');
    return drop;
  }),
  /** The hub's time, epoch milliseconds. */
  time: anyone.query(({ ctx }) => ctx.hub.clock.now().getTime()),
  confirmClick: anyone
    .input(confirmClickSchema)
    .mutation(({ ctx, input }) => confirmClick(ctx.hub, input)),
  chooseMeasurement: anyone
    .input(chooseMeasurementSchema)
    .mutation(async ({ ctx: { hub, visitorId, setCookie, renewVisitor }, input }) => {
      if (visitorId) await chooseMeasurement(hub, { ...input, visitorId });
      const isSecure = hub.publicUrl.startsWith('https:');
      setCookie?.(refusalCookie(input.isRefused, { isSecure }));
      renewVisitor?.({ isSecure, isBrief: input.isRefused });
      return true as const;
    }),
  issueToken: anyone.input(issueTokenSchema).mutation(({ ctx, input }) => {
    const issue = () => {
      const { visitorId, refusedBy } = ctx;
      return issueToken(ctx.hub, { ...input, visitorId, isRefused: Boolean(refusedBy) });
    };
    return input.code && ctx.guardGuess ? ctx.guardGuess(issue) : issue();
  }),
  sendProofCode: anyone.input(sendProofCodeSchema).mutation(async ({ ctx, input }) => {
    await ctx.countMail?.();
    return sendProofCode(ctx.hub, input);
  }),
  proveAddress: anyone
    .input(proveAddressSchema)
    .mutation(async ({ ctx, input: { dropSlug, ...claimed } }) => {
      const prove = () =>
        proveAddress(ctx.hub, { ...claimed, visitorId: ctx.visitorId ?? undefined });
      const { proof } = await (ctx.guardGuess ? ctx.guardGuess(prove) : prove());
      return { proof, ...(await readProvenAddress(ctx.hub, { dropSlug, proof })) };
    }),
  provenAddress: anyone
    .input(readProofSchema)
    .query(({ ctx, input }) => readProvenAddress(ctx.hub, input)),
  hold: anyone.input(holdCall.input).mutation(({ ctx, input }) => holdCall.run(ctx, input)),
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
  credit: anyone
    .input(usableCreditSchema)
    .query(({ ctx, input }) => readUsableCredit(ctx.hub, { ...input, visitorId: ctx.visitorId })),
  checkout: anyone.input(checkoutSchema).mutation(async ({ ctx, input }) => {
    const { claimId, access } = input;
    const creditOf = whoseCredit(ctx.hub, input);
    const userId = (await ctx.user())?.id;
    return startCheckout(ctx.hub, { claimId, access, visitorId: ctx.visitorId, creditOf, userId });
  }),
  joinLine: anyone
    .input(joinLineSchema)
    .mutation(({ ctx, input }) => joinLineByToken(ctx.hub, input)),
  myPlace: anyone
    .input(placeAccessSchema)
    .query(({ ctx, input }) => readOwnPlace(ctx.hub, { ...input, visitorId: ctx.visitorId })),
  askQuestion: anyone.input(askQuestionSchema).mutation(async ({ ctx, input }) => {
    await ctx.countRare?.('question');
    return askQuestion(ctx.hub, { ...input, visitorId: ctx.visitorId });
  }),
  questions: anyone
    .input(readQuestionsSchema)
    .query(({ ctx, input: { withOwn, ...asked } }) =>
      readQuestions(ctx.hub, { ...asked, visitorId: withOwn ? ctx.visitorId : null }),
    ),
  leaveLine: anyone
    .input(placeAccessSchema)
    .mutation(({ ctx, input }) =>
      leaveLineOfViewer(ctx.hub, { ...input, visitorId: ctx.visitorId }),
    ),
});
