import { createServer as createHttpServer, type Server as HttpServer, request } from 'node:http';
import { type AddressInfo, createServer, type Server } from 'node:net';
import express from 'express';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { OpenDatabase } from '../platform/db.ts';
import { createTestDatabase } from '../test/database.ts';
import { type TestHub, testHub } from '../test/hub.ts';
import { createMailer } from './create-mailer.ts';
import { forgetOldMail } from './forget-old-mail.ts';
import { mailRoutes } from './mail.routes.ts';
import { queueMail } from './queue-mail.ts';

const MAIL = {
  to: 'ada@mail.hub.dev',
  subject: 'Hello <Ada>',
  text: 'Open http://hub.test/app#token=1',
};
const FROM = 'Dropcast <hub@hub.test>';

let database: OpenDatabase;
let hub: TestHub;
let closing: (() => void)[];

beforeEach(async () => {
  database = await createTestDatabase();
  hub = testHub(database.db);
  closing = [];
});
afterEach(async () => {
  for (const close of closing) close();
  await database.close();
});

test('mail is forgotten 30 days after it was written', async () => {
  await queueMail(hub.db, { ...MAIL, at: hub.clock.now() });
  hub.clock.advance(1);
  await queueMail(hub.db, { ...MAIL, to: 'bea@mail.hub.dev', at: hub.clock.now() });
  hub.clock.advance(30 * 86_400_000 - 1);
  await forgetOldMail(hub);
  expect(await hub.db.outboxMail.count()).toBe(2);
  hub.clock.advance(1);
  await forgetOldMail(hub);
  expect((await hub.db.outboxMail.findMany()).map(({ to }) => to)).toEqual(['bea@mail.hub.dev']);
});

describe('with a mail server', () => {
  test('mail is kept, sent once and marked as sent', async () => {
    const smtp = await fakeSmtp();
    const mailer = createMailer(hub, { smtpUrl: smtp.url, from: FROM });
    await mailer.sendMail(MAIL);
    await mailer.deliverWaiting();
    await mailer.deliverWaiting();
    expect(smtp.received).toHaveLength(1);
    expect(smtp.received[0]).toContain('To: ada@mail.hub.dev');
    expect((await hub.db.outboxMail.findFirstOrThrow()).sentAt).toEqual(hub.clock.now());
  });

  test('a rush of mail is sent in one run, each once', async () => {
    const smtp = await fakeSmtp();
    const mailer = createMailer(hub, { smtpUrl: smtp.url, from: FROM });
    for (let n = 0; n < 120; n += 1) {
      await queueMail(hub.db, { ...MAIL, to: `viewer${n}@home.dev`, at: hub.clock.now() });
    }
    await mailer.deliverWaiting();
    const receivers = smtp.received.map((text) => /^To: (\S+)/m.exec(text)?.[1]);
    expect(receivers).toHaveLength(120);
    expect(new Set(receivers).size).toBe(120);
    expect(await hub.db.outboxMail.count({ where: { sentAt: null } })).toBe(0);
  });

  test('mail is left to the delivery, so that no two nodes send it', async () => {
    const smtp = await fakeSmtp();
    await createMailer(hub, { smtpUrl: smtp.url, from: FROM }).sendMail(MAIL);
    await createMailer(hub, { smtpUrl: smtp.url, from: FROM }).deliverWaiting();
    expect(smtp.received).toHaveLength(1);
  });

  test('nothing is sent to a name that can have no mailbox', async () => {
    const smtp = await fakeSmtp();
    const mailer = createMailer(hub, { smtpUrl: smtp.url, from: FROM });
    for (const to of ['a@shop.test', 'a@example.com', 'a@contest.dev', 'a@myexample.com']) {
      await queueMail(hub.db, { ...MAIL, to, at: hub.clock.now() });
    }
    await mailer.deliverWaiting();
    expect(smtp.received.map((text) => /^To: (\S+)/m.exec(text)?.[1]).sort()).toEqual([
      'a@contest.dev',
      'a@myexample.com',
    ]);
    expect(await hub.db.outboxMail.count({ where: { sentAt: null } })).toBe(0);
  });

  test('mail waits while the mail server is down, and the reason is kept', async () => {
    const smtp = await fakeSmtp();
    smtp.refuse = true;
    const mailer = createMailer(hub, { smtpUrl: smtp.url, from: FROM });
    await queueMail(hub.db, { ...MAIL, at: hub.clock.now() });
    await mailer.deliverWaiting();
    expect(await hub.db.outboxMail.findFirstOrThrow()).toMatchObject({
      sentAt: null,
      lastError: expect.stringContaining('421'),
    });
    smtp.refuse = false;
    await mailer.deliverWaiting();
    expect(smtp.received).toHaveLength(1);
    expect((await hub.db.outboxMail.findFirstOrThrow()).lastError).toBeNull();
  });
});

describe('without a mail server', () => {
  test('the log names the receiver once and never the link', async () => {
    const lines: unknown[] = [];
    const log = Object.assign(Object.create(hub.log), {
      info: (line: unknown) => lines.push(line),
    });
    const mailer = createMailer({ ...hub, log }, { from: FROM });
    await mailer.sendMail(MAIL);
    await mailer.deliverWaiting();
    await mailer.deliverWaiting();
    expect(lines).toEqual([{ mail: expect.any(String), to: 'ada@mail.hub.dev' }]);
  });

  test('the outbox page shows mail as text, with links that can be followed', async () => {
    await queueMail(hub.db, { ...MAIL, at: hub.clock.now() });
    const page = await get(await serve({ publicUrl: 'http://127.0.0.1:4870' }), '127.0.0.1');
    expect(page.status).toBe(200);
    expect(page.body).toContain('<a href="http://hub.test/app#token=1">');
    expect(page.body).toContain('Hello &#60;Ada&#62;');
    expect(page.body).not.toContain('<Ada>');
  });

  test('the outbox page is not there for a foreign name, a public hub or with SMTP', async () => {
    await queueMail(hub.db, { ...MAIL, at: hub.clock.now() });
    const local = 'http://127.0.0.1:4870';
    expect((await get(await serve({ publicUrl: local }), 'evil.test')).status).toBe(404);
    expect((await get(await serve({ publicUrl: 'https://hub.test' }), '127.0.0.1')).status).toBe(
      404,
    );
    const withSmtp = await serve({ publicUrl: local, outboxIsLocal: false });
    expect((await get(withSmtp, '127.0.0.1')).status).toBe(404);
  });
});

async function serve(given: { publicUrl: string; outboxIsLocal?: boolean }): Promise<HttpServer> {
  const routes = mailRoutes({ db: hub.db, outboxIsLocal: true, ...given });
  const server = createHttpServer(express().use(routes));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => server.close());
  return server;
}

/** Asks for the page under a name of our choice, which `fetch` would not let us set. */
async function get(server: HttpServer, host: string): Promise<{ status: number; body: string }> {
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    const given = { port, host: '127.0.0.1', path: '/dev/outbox', headers: { host }, agent: false };
    request(given, (res) => {
      let body = '';
      res.on('data', (chunk) => {
        body += chunk;
      });
      res.on('end', () => resolve({ status: res.statusCode ?? 0, body }));
    })
      .on('error', reject)
      .end();
  });
}

/** A mail server that speaks as much SMTP as one mail needs. */
async function fakeSmtp() {
  const state = { url: '', received: [] as string[], refuse: false };
  const server: Server = createServer((socket) => {
    let data: string | null = null;
    socket.on('error', () => {});
    socket.write(state.refuse ? '421 not now\r\n' : '220 fake\r\n');
    socket.on('data', (chunk) => {
      const text = chunk.toString();
      if (data !== null) {
        data += text;
        if (!data.endsWith('\r\n.\r\n')) return;
        state.received.push(data);
        data = null;
        socket.write('250 taken\r\n');
      } else if (text.startsWith('DATA')) {
        data = '';
        socket.write('354 go on\r\n');
      } else if (text.startsWith('QUIT')) {
        socket.end('221 bye\r\n');
      } else {
        socket.write('250 ok\r\n');
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => server.close());
  state.url = `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return state;
}
