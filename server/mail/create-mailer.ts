import { createTransport } from 'nodemailer';
import type { Hub } from '../platform/hub.ts';
import { insertMail, listWaitingMail, markMailFailed, markMailSent } from './mail.store.ts';
import type { Mail } from './mail.ts';

/** As many are sent side by side, over fewer connections; at a rush of codes a code lives ten minutes. */
const BATCH = 50;
const MOST_CONNECTIONS = 5;
const GIVE_UP_MS = 3 * 24 * 3_600_000;

export type Mailer = {
  /** Keeps the mail in the outbox, from where the next delivery takes it. */
  sendMail(mail: Mail): Promise<void>;
  /** Delivers all that waits. Meant to run every second, on one node: two would send a mail twice. */
  deliverWaiting(): Promise<void>;
  /** True without SMTP: mail is read on the page `/dev/outbox`. */
  outboxIsLocal: boolean;
};

type MailerHub = Pick<Hub, 'db' | 'clock' | 'log'>;

/**
 * Mail is written to the outbox first, so that it survives a crash and a mail server that is down;
 * a failed one is tried again at every run, for three days. Without SMTP it stays there and the log
 * says for whom; it never shows the text, which may hold a secret link.
 */
export function createMailer(
  hub: MailerHub,
  { smtpUrl, from }: { smtpUrl?: string | undefined; from: string },
): Mailer {
  return {
    sendMail: async (mail) => {
      await insertMail(hub.db, { mail, at: hub.clock.now() });
    },
    deliverWaiting: smtpUrl ? overSmtp(hub, { smtpUrl, from }) : announcing(hub),
    outboxIsLocal: !smtpUrl,
  };
}

function overSmtp(
  { db, clock, log }: MailerHub,
  { smtpUrl, from }: { smtpUrl: string; from: string },
): () => Promise<void> {
  const transport = createTransport({
    url: smtpUrl,
    pool: true,
    maxConnections: MOST_CONNECTIONS,
  });
  const send = async ({ id, to, subject, text }: Mail & { id: string }): Promise<boolean> => {
    try {
      if (!isReserved(to)) await transport.sendMail({ from, to, subject, text });
      await markMailSent(db, { id, at: clock.now() });
      return true;
    } catch (error) {
      log.warn({ err: error, mail: id }, 'a mail could not be sent and will be tried again');
      await markMailFailed(db, { id, error: String(error) });
      return false;
    }
  };
  return async () => {
    for (;;) {
      const since = new Date(clock.now().getTime() - GIVE_UP_MS);
      const batch = await listWaitingMail(db, { since, limit: BATCH });
      const areSent = await Promise.all(batch.map(send));
      // What failed comes again in the next run: the server may need a pause.
      if (batch.length < BATCH || areSent.includes(false)) return;
    }
  };
}

/** Names that can never have a mailbox (RFC 2606): those of demo data. Nothing is sent there. */
function isReserved(address: string): boolean {
  return /[@.](test|example|invalid|localhost|example\.(com|net|org))$/.test(address);
}

/** Tells the log once about each mail that was written since this process began. */
function announcing({ db, clock, log }: MailerHub): () => Promise<void> {
  let since = clock.now();
  const told = new Set<string>();
  return async () => {
    for (const { id, to, createdAt } of await listWaitingMail(db, { since, limit: BATCH })) {
      if (told.has(id)) continue;
      told.add(id);
      since = createdAt;
      log.info({ mail: id, to }, 'a mail waits on the page /dev/outbox');
    }
  };
}
