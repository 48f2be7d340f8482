import { deleteInGroups } from '../platform/delete-in-groups.ts';
import type { Hub } from '../platform/hub.ts';
import { deleteMailBefore } from './mail.store.ts';

/** Ten times as long as a mail is tried for. */
const KEPT_MS = 30 * 86_400_000;

/** Deletes mail, sent or not, 30 days after it was written: it names people, and may hold a code. */
export async function forgetOldMail({ db, clock }: Pick<Hub, 'db' | 'clock'>): Promise<void> {
  const before = new Date(clock.now().getTime() - KEPT_MS);
  await deleteInGroups((most) => deleteMailBefore(db, { before, most }));
}
