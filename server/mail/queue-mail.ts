import type { Reader } from '../platform/db.ts';
import { insertMail } from './mail.store.ts';
import type { Mail } from './mail.ts';

/**
 * Puts a mail into the outbox, in the transaction of what it tells about; the mailer takes it from
 * there within seconds. So a mail never tells of something that did not happen.
 */
export async function queueMail(db: Reader, { at, ...mail }: Mail & { at: Date }): Promise<void> {
  await insertMail(db, { mail, at });
}
