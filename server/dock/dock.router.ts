import { brandProcedure, creatorProcedure } from '../accounts/procedures.router.ts';
import { anyone, router } from '../platform/trpc.ts';
import {
  approveDockSchema,
  dockKeySchema,
  grantsOfDropSchema,
  openDockSchema,
  revokeDockSchema,
  saveGrantSchema,
  startDockSchema,
} from '../protocol/dock.schema.ts';
import { approveDock } from './approve-dock.ts';
import { listCommands } from './list-commands.ts';
import { listDocks } from './list-docks.ts';
import { listGrants } from './list-grants.ts';
import { openDock } from './open-dock.ts';
import { readStanding } from './read-dock.ts';
import { revokeDock } from './revoke-dock.ts';
import { saveGrant } from './save-grant.ts';
import { startDock } from './start-dock.ts';

/** How a dock is signed in, and what a brand allows and sees. What a dock does goes over `/control`. */
export const dockRouter = router({
  start: anyone.input(startDockSchema).mutation(async ({ ctx }) => {
    await ctx.countRare?.('dock-code');
    return startDock(ctx.hub);
  }),
  standing: anyone.input(dockKeySchema).query(({ ctx, input }) => readStanding(ctx.hub, input.key)),

  list: creatorProcedure.query(({ ctx }) => listDocks(ctx.hub, ctx.creator.id)),
  approve: creatorProcedure.input(approveDockSchema).mutation(({ ctx, input }) => {
    const approve = () => approveDock(ctx.hub, ctx.creator.id, input);
    return ctx.guardGuess ? ctx.guardGuess(approve) : approve();
  }),
  open: creatorProcedure
    .input(openDockSchema)
    .mutation(({ ctx, input }) => openDock(ctx.hub, ctx.creator.id, input)),
  revoke: creatorProcedure
    .input(revokeDockSchema)
    .mutation(({ ctx, input }) => revokeDock(ctx.hub, ctx.creator.id, input)),

  grants: brandProcedure('viewer')
    .input(grantsOfDropSchema)
    .query(({ ctx, input }) => listGrants(ctx.hub, input)),
  saveGrant: brandProcedure('manager')
    .input(saveGrantSchema)
    .mutation(({ ctx, input }) => saveGrant(ctx.hub, input)),
  commands: brandProcedure('viewer')
    .input(grantsOfDropSchema)
    .query(({ ctx, input }) => listCommands(ctx.hub, input)),
});
