import type { Reader } from '../platform/db.ts';
import { earliestId } from '../platform/earliest-id.ts';
import { newId } from '../platform/ids.ts';
import type { Mail } from './mail.ts';

export async function insertMail(
  db: Reader,
  { mail, at }: { mail: Mail; at: Date },
): Promise<string> {
  const id = newId(at);
  await db.outboxMail.create({
    data: { id, to: mail.to, subject: mail.subject, text: mail.text, createdAt: at },
  });
  return id;
}

/** Puts a mail there unless one with this id is. */
export async function insertMailOnce(
  db: Reader,
  { id, mail, at }: { id: string; mail: Mail; at: Date },
): Promise<void> {
  const { to, subject, text } = mail;
  await db.outboxMail.upsert({
    where: { id },
    create: { id, to, subject, text, createdAt: at },
    update: {},
  });
}

/** Mail that SMTP has not taken yet: what was never tried first, then the oldest. */
export async function listWaitingMail(
  db: Reader,
  { since, limit }: { since: Date; limit: number },
) {
  return db.outboxMail.findMany({
    where: { sentAt: null, createdAt: { gte: since } },
    orderBy: [{ lastError: { sort: 'asc', nulls: 'first' } }, { id: 'asc' }],
    take: limit,
  });
}

/** The newest mail first, sent or not. */
export async function listNewestMail(db: Reader, limit: number) {
  return db.outboxMail.findMany({ orderBy: { id: 'desc' }, take: limit });
}

export async function markMailSent(db: Reader, { id, at }: { id: string; at: Date }) {
  await db.outboxMail.update({ where: { id }, data: { sentAt: at, lastError: null } });
}

export async function markMailFailed(db: Reader, { id, error }: { id: string; error: string }) {
  await db.outboxMail.update({ where: { id }, data: { lastError: error.slice(0, 500) } });
}

/** Deletes some mail that was written before a moment; how many. */
export async function deleteMailBefore(
  db: Reader,
  { before, most }: { before: Date; most: number },
): Promise<number> {
  const rows = await db.outboxMail.findMany({
    where: { id: { lt: earliestId(before) } },
    select: { id: true },
    orderBy: { id: 'asc' },
    take: most,
  });
  await db.outboxMail.deleteMany({ where: { id: { in: rows.map(({ id }) => id) } } });
  return rows.length;
}
