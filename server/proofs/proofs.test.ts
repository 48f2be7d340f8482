import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, testDatabases } from '../test/database.ts';
import { type TestHub, testHub } from '../test/hub.ts';
import { makeShop, type Shop } from '../test/shop.ts';
import { forgetOldProofs } from './forget-old-proofs.ts';
import { proveAddress } from './prove-address.ts';
import { readProof } from './read-proof.ts';
import { sendProofCode } from './send-proof-code.ts';

const MINUTE_MS = 60_000;
let people = 0;

describe.each(testDatabases())('the proof of an address on %s', (engine) => {
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  let hub: TestHub;
  let shop: Shop;

  beforeAll(async () => {
    database = await createTestDatabase(engine);
    hub = testHub(database.db);
    shop = await makeShop(hub);
  });
  afterAll(() => database.close());

  function someone(): string {
    people += 1;
    return `viewer${people}@home.test`;
  }

  /** Asks for a code and reads it in the mail. */
  async function askFor(email: string): Promise<string> {
    await sendProofCode(hub, { dropSlug: shop.drop.slug, email });
    const mail = await hub.db.outboxMail.findFirstOrThrow({
      where: { to: email },
      orderBy: { id: 'desc' },
    });
    return /\b\d{6}\b/.exec(mail.text)?.[0] ?? '';
  }

  const wrongFor = (code: string) => (code === '000000' ? '000001' : '000000');
  const later = (ms: number) => hub.clock.advance(ms);

  it('turns the mailed code into a proof that names the address', async () => {
    const code = await askFor('Bea.Lee+drop@gmail.com');
    const { proof } = await proveAddress(hub, { email: 'bealee@gmail.com', code });
    expect(readProof(hub, proof)).toEqual({
      email: 'bealee@gmail.com',
      emailKey: 'bealee@gmail.com',
    });
  });

  it('takes a code once, also when it is sent ten times at once', async () => {
    const email = someone();
    const code = await askFor(email);
    const tries = Array.from({ length: 10 }, () => proveAddress(hub, { email, code }));
    const settled = await Promise.allSettled(tries);
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('refuses the right code after five wrong ones', async () => {
    const email = someone();
    const code = await askFor(email);
    for (let n = 0; n < 5; n += 1) {
      const wrong = proveAddress(hub, { email, code: wrongFor(code) });
      await expect(wrong).rejects.toMatchObject({ code: 'wrong_code' });
    }
    await expect(proveAddress(hub, { email, code })).rejects.toMatchObject({ code: 'wrong_code' });
  });

  it('takes the newest code alone', async () => {
    const email = someone();
    const first = await askFor(email);
    later(1);
    const second = await askFor(email);
    if (first !== second) {
      const old = proveAddress(hub, { email, code: first });
      await expect(old).rejects.toMatchObject({ code: 'wrong_code' });
    }
    await expect(proveAddress(hub, { email, code: second })).resolves.toHaveProperty('proof');
  });

  it('takes a code in its last millisecond and not after it', async () => {
    const email = someone();
    const code = await askFor(email);
    later(10 * MINUTE_MS);
    await expect(proveAddress(hub, { email, code })).rejects.toMatchObject({ code: 'wrong_code' });
    later(-1);
    await expect(proveAddress(hub, { email, code })).resolves.toHaveProperty('proof');
  });

  it('mails five codes in a quarter of an hour, and the sixth after it', async () => {
    const email = someone();
    for (let n = 0; n < 5; n += 1) await askFor(email);
    await expect(askFor(email)).rejects.toMatchObject({ code: 'too_many_requests' });
    later(15 * MINUTE_MS);
    await expect(askFor(email)).resolves.toMatch(/^\d{6}$/);
  });

  it('keeps no code that could be read from the table', async () => {
    const email = someone();
    const code = await askFor(email);
    const row = await hub.db.emailProof.findFirstOrThrow({ where: { emailKey: email } });
    expect(JSON.stringify(row)).not.toContain(code);
  });

  it('ends after thirty days, and is none when it was signed elsewhere or changed', async () => {
    const email = someone();
    const code = await askFor(email);
    const { proof } = await proveAddress(hub, { email, code });
    const foreign = testHub(database.db, { clock: hub.clock });
    const invalid = expect.objectContaining({ code: 'proof_invalid' });
    expect(() => readProof(foreign, proof)).toThrow(invalid);
    expect(() => readProof(hub, `${proof.slice(0, -2)}xx`)).toThrow(invalid);
    later(30 * 86_400_000 - 1);
    expect(readProof(hub, proof).email).toBe(email);
    later(1);
    expect(() => readProof(hub, proof)).toThrow(invalid);
  });

  it('forgets an address a day after its code was mailed', async () => {
    const email = someone();
    await askFor(email);
    later(86_400_000 + 1);
    await forgetOldProofs(hub);
    expect(await hub.db.emailProof.count({ where: { emailKey: email } })).toBe(0);
  });

  it('knows no drop that is not there', async () => {
    const asked = sendProofCode(hub, { dropSlug: 'nowhere', email: someone() });
    await expect(asked).rejects.toMatchObject({ code: 'not_found' });
  });
});
