import type { Reader } from '../platform/db.ts';
import { insertMail, insertMailOnce } from './mail.store.ts';
import type { Mail } from './mail.ts';

/**
 * Puts a mail into the outbox, in the transaction of what it tells about; the mailer takes it from
 * there within seconds. So a mail never tells of something that did not happen.
 */
export async function queueMail(db: Reader, { at, ...mail }: Mail & { at: Date }): Promise<void> {
  await insertMail(db, { mail, at });
}

/**
 * As `queueMail`, for work that may be done twice: a mail with this id is put there once. The id is
 * that of the one thing which it tells about.
 */
export async function queueMailOnce(
  db: Reader,
  { at, id, ...mail }: Mail & { id: string; at: Date },
): Promise<void> {
  await insertMailOnce(db, { id, mail, at });
}
