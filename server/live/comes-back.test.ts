import { afterEach, describe, expect, it } from 'vitest';
import { joinDrop, type LiveDrop } from '../../overlay/shared/live-client.ts';
import { createTestDatabase } from '../test/database.ts';
import { makeBrand, makeContract, makeCreator, makeDrop, makeSku } from '../test/factories.ts';
import { type TestHub, testHub } from '../test/hub.ts';
import { startLiveServer } from '../test/live-server.ts';

const clients: LiveDrop[] = [];
afterEach(() => {
  for (const client of clients.splice(0)) client.leave();
});

describe('the pages of a drop', () => {
  it('are right again within ten seconds of a restart, whatever happened meanwhile', async () => {
    const database = await createTestDatabase();
    const hub = testHub(database.db);
    const drop = await liveDrop(hub);
    const first = await startLiveServer(hub);
    const pages = Array.from({ length: 5 }, () => followed(first.origin, drop.id));
    await expect.poll(() => pages.map(unitsOf), { timeout: 5_000 }).toEqual(Array(5).fill(20));

    await first.close();
    await takeUnits(hub, drop.id, 7);
    const second = await startLiveServer(hub, { port: first.port });
    const startedAt = performance.now();
    await expect.poll(() => pages.map(unitsOf), { timeout: 10_000 }).toEqual(Array(5).fill(13));
    expect(performance.now() - startedAt).toBeLessThan(10_000);

    for (const client of clients.splice(0)) client.leave();
    await second.close();
    await database.close();
  });

  it('are right again when the hub is gone for a while without a word', async () => {
    const database = await createTestDatabase();
    const hub = testHub(database.db);
    const drop = await liveDrop(hub);
    const first = await startLiveServer(hub);
    const page = followed(first.origin, drop.id);
    await expect.poll(() => unitsOf(page), { timeout: 5_000 }).toBe(20);

    first.http.closeAllConnections();
    const isDown = first.close();
    await takeUnits(hub, drop.id, 3);
    await isDown;
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    const second = await startLiveServer(hub, { port: first.port });
    await expect.poll(() => unitsOf(page), { timeout: 10_000 }).toBe(17);

    page.leave();
    await second.close();
    await database.close();
  });
});

function followed(origin: string, dropId: string): LiveDrop {
  const client = joinDrop({ origin, dropId, role: 'page', onState: () => {} });
  clients.push(client);
  return client;
}

function unitsOf(page: LiveDrop): number | undefined {
  return page.state()?.stock.available;
}

async function liveDrop(hub: TestHub) {
  const brand = await makeBrand(hub);
  const creator = await makeCreator(hub);
  const contract = await makeContract(hub, { brandId: brand.id, creatorId: creator.id });
  const sku = await makeSku(hub, { brandId: brand.id });
  const contractIds = [contract.id];
  return makeDrop(hub, { brandId: brand.id, skuId: sku.id, contractIds, units: 20 });
}

async function takeUnits(hub: TestHub, dropId: string, units: number): Promise<void> {
  await hub.db.drop.update({ where: { id: dropId }, data: { lockSeq: { increment: 1 } } });
  await hub.db.stockPool.updateMany({
    where: { dropId },
    data: { available: { decrement: units }, held: { increment: units } },
  });
}
