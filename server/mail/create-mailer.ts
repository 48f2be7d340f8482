import { createTransport } from 'nodemailer';
import type { Hub } from '../platform/hub.ts';
import { insertMail, listWaitingMail, markMailFailed, markMailSent } from './mail.store.ts';
import type { Mail } from './mail.ts';

const BATCH = 20;
const GIVE_UP_MS = 3 * 24 * 3_600_000;

export type Mailer = {
  /** Keeps the mail in the outbox and starts to deliver it. Resolves when it is kept. */
  sendMail(mail: Mail): Promise<void>;
  /** Delivers what waits. Meant to run every few seconds; a run that is under way is joined. */
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
  const deliver = smtpUrl ? overSmtp(hub, { smtpUrl, from }) : announcing(hub);
  let running: Promise<void> | null = null;

  function deliverWaiting(): Promise<void> {
    running ??= deliver().finally(() => {
      running = null;
    });
    return running;
  }

  async function sendMail(mail: Mail): Promise<void> {
    await insertMail(hub.db, { mail, at: hub.clock.now() });
    deliverWaiting().catch((error: unknown) =>
      hub.log.error({ err: error }, 'the mail outbox could not be read'),
    );
  }

  return { sendMail, deliverWaiting, outboxIsLocal: !smtpUrl };
}

function overSmtp(
  { db, clock, log }: MailerHub,
  { smtpUrl, from }: { smtpUrl: string; from: string },
): () => Promise<void> {
  const transport = createTransport(smtpUrl);
  return async () => {
    const since = new Date(clock.now().getTime() - GIVE_UP_MS);
    for (const { id, to, subject, text } of await listWaitingMail(db, { since, limit: BATCH })) {
      try {
        if (!isReserved(to)) await transport.sendMail({ from, to, subject, text });
        await markMailSent(db, { id, at: clock.now() });
      } catch (error) {
        log.warn({ err: error, mail: id }, 'a mail could not be sent and will be tried again');
        await markMailFailed(db, { id, error: String(error) });
      }
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
