import type { Hub } from '../platform/hub.ts';
import type { ForgetReminderInput } from '../protocol/push.schema.ts';
import { deleteRemindersOfBrowser, deleteRemindersOfDropsBefore } from './push.store.ts';
import { hashEndpoint } from './push-target.ts';

/** A browser takes back what it asked for in a drop; whoever knows its address is that browser. */
export async function forgetReminder(
  { db }: Pick<Hub, 'db'>,
  { dropSlug, endpoint }: ForgetReminderInput,
): Promise<void> {
  const endpointHash = hashEndpoint(endpoint);
  await deleteRemindersOfBrowser(db, { slug: dropSlug.toLowerCase(), endpointHash });
}

const KEPT_MS = 86_400_000;

/** Deletes the reminders of drops a day after their end: until then they say what was sent already. */
export async function forgetOldReminders({ db, clock }: Pick<Hub, 'db' | 'clock'>): Promise<void> {
  await deleteRemindersOfDropsBefore(db, new Date(clock.now().getTime() - KEPT_MS));
}
