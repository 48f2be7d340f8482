import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addMembers } from '../audiences/add-members.ts';
import { createAudience } from '../audiences/create-audience.ts';
import { newId } from '../platform/ids.ts';
import { signToken } from '../platform/signed-token.ts';
import { PROOF_PURPOSE } from '../proofs/read-proof.ts';
import { packProof } from '../proofs/rules/proof-token.ts';
import { PAST_BUYERS } from '../protocol/stock-keys.ts';
import { createTestDatabase, testDatabases } from '../test/database.ts';
import { type TestHub, testHub } from '../test/hub.ts';
import { makeOrder } from '../test/orders.ts';
import { makeShop, type Shop } from '../test/shop.ts';
import { expectConservedStock } from '../test/stock.ts';
import { holdUnits } from './hold-units.ts';
import { issueToken, readClaimToken } from './issue-token.ts';
import { readProvenAddress } from './read-proven-address.ts';

const MINUTE_MS = 60_000;

describe.each(testDatabases())('the right to claim on %s', (engine) => {
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  let hub: TestHub;
  let visitors = 0;

  beforeAll(async () => {
    database = await createTestDatabase(engine);
    hub = testHub(database.db);
  });
  afterAll(() => database.close());

  const someVisitor = () => {
    visitors += 1;
    return `visitor-of-a-right-${visitors}`;
  };

  function proofOf(email: string): string {
    const expiresAt = hub.clock.now().getTime() + MINUTE_MS;
    return signToken(hub.keyring, PROOF_PURPOSE, packProof({ email, expiresAt }));
  }

  /** A drop that starts in an hour for everyone and is open for members now, with units for both. */
  async function makeEarlyDrop(given: { units?: number; limitPerCustomer?: number } = {}) {
    const startsAt = new Date(hub.clock.now().getTime() + 60 * MINUTE_MS);
    const shop = await makeShop(hub, { startsAt, ...given });
    const audience = await createAudience(hub, { brandId: shop.brand.id, name: 'Members' });
    const brandId = shop.brand.id;
    await addMembers(hub, { brandId, audienceId: audience.id, addresses: ['bea@home.test'] });
    const opensAt = hub.clock.now();
    await addGate(shop, { audience: audience.id, opensAt });
    return { ...shop, audienceId: audience.id };
  }

  function addGate(shop: Shop, given: { audience: string; opensAt?: Date }) {
    const id = newId(hub.clock.now());
    const data = { id, dropId: shop.drop.id, contractId: shop.contract.id, ...given };
    return hub.db.gate.create({ data });
  }

  async function claim(shop: Shop, given: { proof?: string; visitorId?: string }) {
    const { token } = await issueToken(hub, {
      dropSlug: shop.drop.slug,
      visitorId: given.visitorId ?? someVisitor(),
      proof: given.proof,
    });
    visitors += 1;
    return holdUnits(hub, {
      token,
      items: [{ skuId: shop.sku.id, quantity: 1 }],
      idempotencyKey: `right-key-${visitors}`,
    });
  }

  it('lets a member claim early, and tells everybody else that it has not started', async () => {
    const shop = await makeEarlyDrop();
    await expect(claim(shop, {})).rejects.toMatchObject({ code: 'drop_not_started' });
    const stranger = claim(shop, { proof: proofOf('kim@home.test') });
    await expect(stranger).rejects.toMatchObject({ code: 'drop_not_started' });
    const held = await claim(shop, { proof: proofOf('Bea+1@home.test') });
    expect(held.claim.state).toBe('held');
    await expectConservedStock(hub.db, shop.drop.id);
  });

  it('counts the limit of a proven address over browsers', async () => {
    const shop = await makeEarlyDrop({ limitPerCustomer: 1 });
    const proof = proofOf('bea@home.test');
    await claim(shop, { proof });
    await expect(claim(shop, { proof })).rejects.toMatchObject({ code: 'limit_reached' });
  });

  it('names the customer by the proven address, else by the visitor', async () => {
    const shop = await makeEarlyDrop();
    const visitorId = someVisitor();
    const ask = async (proof?: string) => {
      const { token } = await issueToken(hub, { dropSlug: shop.drop.slug, visitorId, proof });
      return readClaimToken(hub, token);
    };
    expect((await ask()).customerKey).toBe(`visitor:${visitorId}`);
    expect(await ask(proofOf('B.E.A@gmail.com'))).toMatchObject({
      customerKey: 'email:bea@gmail.com',
      visitorId,
      codeId: null,
      issuedAt: hub.clock.now().getTime(),
    });
  });

  it('opens the gate of past buyers to whoever has paid before', async () => {
    const shop = await makeShop(hub);
    await addGate(shop, { audience: PAST_BUYERS });
    await makeOrder(hub, { ...shop, brandId: shop.brand.id, email: 'buyer@home.test' });
    const ask = (proof: string) =>
      issueToken(hub, { dropSlug: shop.drop.slug, visitorId: 'v', proof });
    expect((await ask(proofOf('buyer@home.test'))).audience).toBe(PAST_BUYERS);
    expect((await ask(proofOf('other@home.test'))).audience).toBe('everyone');
  });

  it('asks for a proof where only members may claim', async () => {
    const shop = await makeEarlyDrop();
    await hub.db.gate.deleteMany({ where: { dropId: shop.drop.id, audience: 'everyone' } });
    const problem = { code: 'not_for_audience' };
    await expect(claim(shop, {})).rejects.toMatchObject(problem);
    await expect(claim(shop, { proof: proofOf('kim@home.test') })).rejects.toMatchObject(problem);
    await expect(claim(shop, { proof: proofOf('bea@home.test') })).resolves.toHaveProperty('claim');
  });

  it('refuses a proof that this hub did not sign, and does not go on without it', async () => {
    const shop = await makeEarlyDrop();
    const asked = claim(shop, { proof: 't1.eyJmYWtlIjoxfQ.AAAAAAAAAAAAAAAAAAAAAA' });
    await expect(asked).rejects.toMatchObject({ code: 'proof_invalid' });
  });

  it('tells a proven address what it opens here, and nothing of other audiences', async () => {
    const shop = await makeEarlyDrop();
    const brandId = shop.brand.id;
    const secret = await createAudience(hub, { brandId, name: 'Suppliers' });
    await addMembers(hub, { brandId, audienceId: secret.id, addresses: ['bea@home.test'] });
    const dropSlug = shop.drop.slug;
    const ask = (email: string) => readProvenAddress(hub, { dropSlug, proof: proofOf(email) });
    expect(await ask('bea@home.test')).toEqual({
      email: 'bea@home.test',
      audiences: [shop.audienceId],
    });
    expect(await ask('kim@home.test')).toEqual({ email: 'kim@home.test', audiences: [] });
  });
});
