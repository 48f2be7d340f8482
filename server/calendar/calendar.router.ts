import { creatorProcedure } from '../accounts/procedures.router.ts';
import { router } from '../platform/trpc.ts';
import { renewCreatorCalendar } from './read-calendar.ts';

export const calendarRouter = router({
  renewMine: creatorProcedure.mutation(({ ctx }) => renewCreatorCalendar(ctx.hub, ctx.creator.id)),
});
