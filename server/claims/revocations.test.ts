import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMailer } from '../mail/create-mailer.ts';
import { openDatabase } from '../platform/db.ts';
import { ownLeases } from '../platform/lease.ts';
import { Problem } from '../platform/problem.ts';
import { startSchedule } from '../schedule.ts';
import { createTestDatabase, testDatabases } from '../test/database.ts';
import { type TestHub, testHub } from '../test/hub.ts';
import { makeShop, type Shop } from '../test/shop.ts';
import { holdUnits } from './hold-units.ts';
import { issueToken, readClaimToken } from './issue-token.ts';
import { loadRevocations } from './revocations.ts';
import { revokeGate } from './revoke-gate.ts';

const revoked = { code: 'token_revoked' };

describe.each(testDatabases())('withdrawn rights on %s', (engine) => {
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  let hub: TestHub;

  beforeAll(async () => {
    database = await createTestDatabase(engine);
    hub = testHub(database.db);
  });
  afterAll(() => database.close());

  const issue = async ({ drop }: Shop) =>
    (await issueToken(hub, { dropSlug: drop.slug, visitorId: 'someone' })).token;
  const withdraw = (shop: Shop) =>
    revokeGate(hub, {
      brandId: shop.brand.id,
      dropId: shop.drop.id,
      gateId: shop.drop.gates[0]?.id ?? '',
    });
  const hold = (node: TestHub, shop: Shop, token: string) =>
    holdUnits(node, {
      token,
      items: [{ skuId: shop.sku.id, quantity: 1 }],
      idempotencyKey: `withdrawn-${token.slice(-8).replace(/[^\w-]/g, '')}`,
    });
  /** Another node on the same database and with the same keys. */
  const anotherNode = (db = database.db): TestHub => ({
    ...testHub(db, { clock: hub.clock }),
    keyring: hub.keyring,
  });

  it('are refused, those that are asked for afterwards are not', async () => {
    const shop = await makeShop(hub);
    const before = await issue(shop);
    hub.clock.advance(1);
    await withdraw(shop);
    const after = await issue(shop);
    await expect(hold(hub, shop, before)).rejects.toMatchObject(revoked);
    await expect(hold(hub, shop, after)).resolves.toHaveProperty('claim');
  });

  it('leave what is held as it is', async () => {
    const shop = await makeShop(hub);
    const { claim } = await hold(hub, shop, await issue(shop));
    hub.clock.advance(1);
    await withdraw(shop);
    const row = await hub.db.claim.findUniqueOrThrow({ where: { id: claim.id } });
    expect(row.releasedAt).toBeNull();
  });

  it('leave another gate’s rights as they are', async () => {
    const [shop, other] = [await makeShop(hub), await makeShop(hub)];
    const token = await issue(other);
    hub.clock.advance(1);
    await withdraw(shop);
    expect(readClaimToken(hub, token).dropId).toBe(other.drop.id);
  });

  it('are refused without any query, so also while the database is away', async () => {
    const shop = await makeShop(hub);
    const token = await issue(shop);
    hub.clock.advance(1);
    await withdraw(shop);
    // Whatever touches this database at all breaks.
    const nothing = new Proxy({} as TestHub['db'], {
      get: () => {
        throw new Error('a query was made');
      },
    });
    await expect(hold({ ...hub, db: nothing }, shop, token)).rejects.toMatchObject(revoked);
    const stranger = { ...anotherNode(nothing) };
    await expect(hold(stranger, shop, token)).rejects.toThrow('a query was made');
  });

  it('are refused in the claim’s own transaction by a node that has not heard of it', async () => {
    const shop = await makeShop(hub);
    const token = await issue(shop);
    hub.clock.advance(1);
    await withdraw(shop);
    const node = anotherNode();
    expect(readClaimToken(node, token).dropId).toBe(shop.drop.id);
    await expect(hold(node, shop, token)).rejects.toMatchObject(revoked);
  });

  it('are forgotten when no token of that time can be valid any more', async () => {
    const shop = await makeShop(hub);
    const token = await issue(shop);
    hub.clock.advance(1);
    await withdraw(shop);
    hub.clock.advance(12 * 60_000);
    await loadRevocations(hub);
    expect(readClaimToken(hub, token).dropId).toBe(shop.drop.id);
    await expect(hold(hub, shop, token)).rejects.toMatchObject({ code: 'token_expired' });
  });

  it('are known to every node within two seconds', async () => {
    const second = engine === 'postgresql' ? await openDatabase({ url: database.url }) : null;
    const node = anotherNode(second?.db);
    const mailer = createMailer(node, { from: 'hub@hub.test' });
    const schedule = startSchedule(node, { mailer, leases: ownLeases });
    try {
      const shop = await makeShop(hub);
      const token = await issue(shop);
      hub.clock.advance(1);
      await withdraw(shop);
      const read = () => {
        try {
          return readClaimToken(node, token).dropId;
        } catch (error) {
          return error instanceof Problem ? error.code : error;
        }
      };
      await expect.poll(read, { timeout: 2_000, interval: 50 }).toBe('token_revoked');
    } finally {
      await schedule.stop();
      await second?.close();
    }
  });
});

describe('keys', () => {
  it('that were replaced still read their tokens until they are removed', async () => {
    const database = await createTestDatabase();
    try {
      const old = testHub(database.db);
      const shop = await makeShop(old);
      const { token } = await issueToken(old, { dropSlug: shop.drop.slug, visitorId: 'v' });
      const secrets = new Map([...old.keyring.secrets, ['t2', randomBytes(32)] as const]);
      const rotated = { ...old, keyring: { currentKeyId: 't2', secrets } };
      expect(readClaimToken(rotated, token).dropId).toBe(shop.drop.id);
      const fresh = await issueToken(rotated, { dropSlug: shop.drop.slug, visitorId: 'v' });
      expect(fresh.token.startsWith('t2.')).toBe(true);
      const onlyNew = new Map([...secrets].filter(([keyId]) => keyId === 't2'));
      const after = { ...old, keyring: { currentKeyId: 't2', secrets: onlyNew } };
      const invalid = expect.objectContaining({ code: 'token_invalid' });
      expect(() => readClaimToken(after, token)).toThrow(invalid);
      expect(readClaimToken(after, fresh.token).dropId).toBe(shop.drop.id);
    } finally {
      await database.close();
    }
  });
});
