import { brandProcedure } from '../accounts/procedures.router.ts';
import { router, signedIn } from '../platform/trpc.ts';
import {
  acceptVersionSchema,
  contractsOfBrandSchema,
  counterVersionSchema,
  declineVersionSchema,
  endContractSchema,
  proposeContractSchema,
  proposeVersionSchema,
  withdrawVersionSchema,
} from '../protocol/contracts.schema.ts';
import { acceptVersion } from './accept-version.ts';
import { declineVersion } from './decline-version.ts';
import { endContract } from './end-contract.ts';
import { listContracts, listMyContracts } from './list-contracts.ts';
import { proposeContract } from './propose-contract.ts';
import { proposeVersion } from './propose-version.ts';
import { withdrawVersion } from './withdraw-version.ts';

export const contractsRouter = router({
  propose: brandProcedure('manager')
    .input(proposeContractSchema)
    .mutation(({ ctx, input: { email, terms } }) =>
      proposeContract(ctx.hub, ctx.brand, { email, terms }),
    ),
  proposeVersion: signedIn
    .input(proposeVersionSchema)
    .mutation(({ ctx, input }) => proposeVersion(ctx.hub, { ...input, me: ctx.me })),
  counter: signedIn
    .input(counterVersionSchema)
    .mutation(({ ctx, input }) => proposeVersion(ctx.hub, { ...input, me: ctx.me })),
  withdraw: signedIn
    .input(withdrawVersionSchema)
    .mutation(({ ctx, input }) => withdrawVersion(ctx.hub, { ...input, me: ctx.me })),
  accept: signedIn
    .input(acceptVersionSchema)
    .mutation(({ ctx, input }) => acceptVersion(ctx.hub, { ...input, me: ctx.me })),
  decline: signedIn
    .input(declineVersionSchema)
    .mutation(({ ctx, input }) => declineVersion(ctx.hub, { ...input, me: ctx.me })),
  end: signedIn
    .input(endContractSchema)
    .mutation(({ ctx, input }) => endContract(ctx.hub, { ...input, me: ctx.me })),
  listOfBrand: brandProcedure('viewer')
    .input(contractsOfBrandSchema)
    .query(({ ctx }) => listContracts(ctx.hub, ctx.brand.id)),
  listMine: signedIn.query(({ ctx }) => listMyContracts(ctx.hub, ctx.me)),
});
