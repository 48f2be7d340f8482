import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../platform/ids.ts';
import type { CreateCodeBatchInput } from '../protocol/codes.schema.ts';
import { createTestDatabase, testDatabases } from '../test/database.ts';
import { makeBrand } from '../test/factories.ts';
import { type TestHub, testHub } from '../test/hub.ts';
import { makeShop, type Shop } from '../test/shop.ts';
import { expectConservedStock } from '../test/stock.ts';
import { createCodeBatch } from './create-code-batch.ts';
import { holdUnits } from './hold-units.ts';
import { issueToken } from './issue-token.ts';
import { listCodeBatches } from './list-code-batches.ts';
import { listCodes } from './list-codes.ts';
import { releaseClaim } from './release-claim.ts';
import { revokeCodeBatch } from './revoke-code-batch.ts';

let visitors = 0;

describe.each(testDatabases())('codes on %s', (engine) => {
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  let hub: TestHub;

  beforeAll(async () => {
    database = await createTestDatabase(engine);
    hub = testHub(database.db);
  });
  afterAll(() => database.close());

  /** A batch for a gate of members, to whom nobody in these stories belongs. */
  async function makeBatch(
    shop: Shop,
    codes: CreateCodeBatchInput['codes'],
    given: { expiresAt?: number } = {},
  ) {
    const gateId = newId(hub.clock.now());
    const { id: dropId } = shop.drop;
    const data = { id: gateId, dropId, contractId: shop.contract.id, audience: `guests-${gateId}` };
    await hub.db.gate.create({ data });
    const brandId = shop.brand.id;
    const expiresAt = given.expiresAt ?? null;
    const asked = { brandId, dropId, gateId, label: 'Flyer', codes, expiresAt };
    const batch = await createCodeBatch(hub, asked);
    return { ...batch, which: { brandId, batchId: batch.id } };
  }

  async function firstCode(which: { brandId: string; batchId: string }): Promise<string> {
    const [code] = await listCodes(hub, which);
    if (!code) throw new Error('the batch is empty');
    return code.code;
  }

  const redeem = ({ drop }: Shop, code: string) => {
    visitors += 1;
    return issueToken(hub, { dropSlug: drop.slug, visitorId: `reader-${visitors}`, code });
  };

  function use(shop: Shop, token: string) {
    visitors += 1;
    const items = [{ skuId: shop.sku.id, quantity: 1 }];
    return holdUnits(hub, { token, items, idempotencyKey: `code-key-${visitors}` });
  }

  it('makes as many different printed codes as asked, at most 5,000 in one go', async () => {
    const shop = await makeShop(hub);
    const batch = await makeBatch(shop, { kind: 'printed', count: 5_000 });
    expect(batch).toMatchObject({ codes: 5_000, uses: 5_000, used: 0, spoken: null });
    const codes = await listCodes(hub, batch.which);
    expect(new Set(codes.map(({ code }) => code)).size).toBe(5_000);
  });

  it('is the proof of its audience: whoever types it claims through its gate', async () => {
    const shop = await makeShop(hub);
    const batch = await makeBatch(shop, { kind: 'printed', count: 1 });
    const code = await firstCode(batch.which);
    const issued = await redeem(shop, ` ${code.toLowerCase().replace('-', ' ')} `);
    const { claim } = await use(shop, issued.token);
    const row = await hub.db.claim.findUniqueOrThrow({ where: { id: claim.id } });
    expect(row.gateId).toBe(batch.gateId);
    expect(issued.audience).toBe(`guests-${batch.gateId}`);
  });

  it('gives one claim when thirty viewers use the same printed code at once', async () => {
    const shop = await makeShop(hub, { units: 40 });
    const batch = await makeBatch(shop, { kind: 'printed', count: 1 });
    const code = await firstCode(batch.which);
    const tokens = await Promise.all(Array.from({ length: 30 }, () => redeem(shop, code)));
    const settled = await Promise.allSettled(tokens.map(({ token }) => use(shop, token)));
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const one of settled) {
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'code_used_up' });
    }
    await expect(redeem(shop, code)).rejects.toMatchObject({ code: 'code_used_up' });
    await expectConservedStock(hub.db, shop.drop.id);
  });

  it('can be used again when the claim is given back', async () => {
    const shop = await makeShop(hub);
    const batch = await makeBatch(shop, { kind: 'printed', count: 1 });
    const code = await firstCode(batch.which);
    const { claim } = await use(shop, (await redeem(shop, code)).token);
    expect(await listCodes(hub, batch.which)).toMatchObject([{ used: 1 }]);
    await releaseClaim(hub, { claimId: claim.id, reason: 'viewer' });
    expect(await listCodes(hub, batch.which)).toMatchObject([{ used: 0 }]);
    await expect(use(shop, (await redeem(shop, code)).token)).resolves.toHaveProperty('claim');
  });

  it('lets exactly as many claims through a spoken code as it allows', async () => {
    const shop = await makeShop(hub, { units: 40 });
    const batch = await makeBatch(shop, { kind: 'spoken', maxUses: 7 });
    const tokens = await Promise.all(
      Array.from({ length: 20 }, () => redeem(shop, (batch.spoken ?? '').replaceAll('-', ' '))),
    );
    const settled = await Promise.allSettled(tokens.map(({ token }) => use(shop, token)));
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(7);
    const [view] = await listCodeBatches(hub, { brandId: shop.brand.id, dropId: shop.drop.id });
    expect(view).toMatchObject({ codes: 1, uses: 7, used: 7 });
  });

  it('is known in its own drop alone', async () => {
    const shop = await makeShop(hub);
    const code = await firstCode((await makeBatch(shop, { kind: 'printed', count: 1 })).which);
    const other = await makeShop(hub);
    await expect(redeem(other, code)).rejects.toMatchObject({ code: 'code_unknown' });
    await expect(redeem(shop, 'ZZZZZ-ZZZZZ')).rejects.toMatchObject({ code: 'code_unknown' });
  });

  it('runs out to the millisecond', async () => {
    const shop = await makeShop(hub);
    const expiresAt = hub.clock.now().getTime() + 60_000;
    const batch = await makeBatch(shop, { kind: 'printed', count: 1 }, { expiresAt });
    const code = await firstCode(batch.which);
    hub.clock.advance(59_999);
    const { token } = await redeem(shop, code);
    hub.clock.advance(1);
    await expect(redeem(shop, code)).rejects.toMatchObject({ code: 'code_gone' });
    await expect(use(shop, token)).rejects.toMatchObject({ code: 'code_gone' });
  });

  it('is gone with its batch, and so is the right that it gave before', async () => {
    const shop = await makeShop(hub);
    const batch = await makeBatch(shop, { kind: 'printed', count: 2 });
    const code = await firstCode(batch.which);
    const { token } = await redeem(shop, code);
    const view = await revokeCodeBatch(hub, batch.which);
    expect(view.revokedAt).toBe(hub.clock.now().getTime());
    await expect(use(shop, token)).rejects.toMatchObject({ code: 'token_revoked' });
    await expect(redeem(shop, code)).rejects.toMatchObject({ code: 'code_gone' });
  });

  it('is not made for a draft, for a drop that is over, or for another brand’s gate', async () => {
    const shop = await makeShop(hub);
    const asked: CreateCodeBatchInput = {
      brandId: shop.brand.id,
      dropId: shop.drop.id,
      gateId: shop.drop.gates[0]?.id ?? '',
      label: 'Flyer',
      codes: { kind: 'printed', count: 1 },
      expiresAt: null,
    };
    const stranger = createCodeBatch(hub, { ...asked, brandId: (await makeBrand(hub)).id });
    await expect(stranger).rejects.toMatchObject({ code: 'not_found' });
    const where = { id: shop.drop.id };
    await hub.db.drop.update({ where, data: { publishedAt: null } });
    const early = createCodeBatch(hub, asked);
    await expect(early).rejects.toMatchObject({ code: 'drop_not_published' });
    const at = hub.clock.now();
    await hub.db.drop.update({ where, data: { publishedAt: at, endedAt: at } });
    await expect(createCodeBatch(hub, asked)).rejects.toMatchObject({ code: 'drop_over' });
  });
});
