import { anyone, router } from '../platform/trpc.ts';
import {
  askReminderSchema,
  forgetReminderSchema,
  moveRemindersSchema,
} from '../protocol/push.schema.ts';
import { askReminder } from './ask-reminder.ts';
import { forgetReminder } from './forget-reminder.ts';
import { moveReminders } from './move-reminders.ts';

/** What a viewer's browser asks to be told, without signing in. */
export const pushRouter = router({
  remind: anyone.input(askReminderSchema).mutation(async ({ ctx, input }) => {
    await ctx.countRare?.('reminder');
    await askReminder(ctx.hub, input);
    return true;
  }),
  forget: anyone.input(forgetReminderSchema).mutation(async ({ ctx, input }) => {
    await forgetReminder(ctx.hub, input);
    return true;
  }),
  move: anyone.input(moveRemindersSchema).mutation(async ({ ctx, input }) => {
    await ctx.countRare?.('reminder');
    await moveReminders(ctx.hub, input);
    return true;
  }),
});
