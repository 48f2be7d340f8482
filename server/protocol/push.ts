/** What a browser can be told about a drop by web push. */
export const REMINDER_KINDS = ['opening', 'back_in_stock'] as const;
export type ReminderKind = (typeof REMINDER_KINDS)[number];

/** A push message as the service worker reads it. */
export type PushMessage = {
  title: string;
  text: string;
  /** Where a tap leads, on this hub. */
  path: string;
  /** A message with the same tag takes the place of the one before. */
  tag: string;
};
