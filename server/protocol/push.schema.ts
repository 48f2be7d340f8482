import { z } from 'zod';
import { REMINDER_KINDS } from './push.ts';

const dropSlug = z.string().trim().min(1).max(60);
const endpoint = z.string().min(12).max(1_000);

const auth = z.string().regex(/^[\w-]{20,24}$/);
/** The browser's subscription: its address, and the keys that messages are encrypted for. */
const subscription = {
  endpoint,
  keys: z.strictObject({ p256dh: z.string().regex(/^[\w-]{80,90}$/), auth }),
};
const subscriptionSchema = z.strictObject(subscription);
export type Subscription = z.output<typeof subscriptionSchema>;

export const askReminderSchema = z.strictObject({
  dropSlug,
  kind: z.enum(REMINDER_KINDS),
  ...subscription,
  /** The click that brought the viewer, so that a tap on the message counts for the same creator. */
  click: z.string().max(500).optional(),
});
export type AskReminderInput = z.output<typeof askReminderSchema>;

export const forgetReminderSchema = z.strictObject({ dropSlug, endpoint });
export type ForgetReminderInput = z.output<typeof forgetReminderSchema>;

/** A browser has another subscription: the old one is proven by its secret, which no push service sees. */
export const moveRemindersSchema = z.strictObject({
  from: z.strictObject({ endpoint, auth }),
  to: subscriptionSchema,
});
export type MoveRemindersInput = z.output<typeof moveRemindersSchema>;
