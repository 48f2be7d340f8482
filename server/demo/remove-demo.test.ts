import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recordDispute } from '../checkout/record-dispute.ts';
import { testDatabases } from '../test/database.ts';
import { allRows, openWorld } from '../test/demo-world.ts';
import { makeContract } from '../test/factories.ts';
import { makeOrder } from '../test/orders.ts';
import { isEmpty } from './is-empty.ts';
import { removeDemo } from './remove-demo.ts';

describe.each(testDatabases())('a demo that broke off on %s', (engine) => {
  let world: Awaited<ReturnType<typeof openWorld>>;
  let before: Record<string, unknown[]>;

  beforeEach(async () => {
    world = await openWorld(engine);
    before = await allRows(world.hub.db);
    await breakOff(world);
  }, 60_000);
  afterEach(() => world.close());

  it('is made anew at the next start', async () => {
    expect(await world.hub.db.claim.count()).toBeGreaterThan(1);
    expect(await isEmpty(world.hub)).toBe(true);
  });

  it('is removed without a trace', async () => {
    const { hub } = world;
    const drop = await hub.db.drop.findFirstOrThrow({
      where: { brand: { isDemo: true }, gates: { some: {} } },
      include: { gates: { include: { contract: { include: { versions: true } } } } },
    });
    const contract = drop.gates[0]?.contract;
    const version = { id: contract?.versions[0]?.id ?? '' };
    const sold = { brandId: drop.brandId, drop, contract: { id: contract?.id ?? '', version } };
    const order = await makeOrder(hub, sold);
    const told = {
      id: 'du_1',
      amountMinor: 100,
      currency: 'eur',
      reason: '',
      status: 'open' as const,
    };
    const at = hub.clock.now();
    const asked = { openedAt: at, evidenceDueAt: null, toldAt: at };
    await recordDispute(hub, order.id, { ...told, ...asked });
    expect(await removeDemo(world.hub)).toBe(true);
    expect(await allRows(world.hub.db)).toEqual(before);
  });

  it('leaves a demo creator whom a real brand has hired', async () => {
    const { db } = world.hub;
    const brand = await db.brand.findFirstOrThrow({ where: { isDemo: false } });
    const mira = await db.creator.findUniqueOrThrow({ where: { handle: 'miramoves' } });
    const contract = await makeContract(world.hub, { brandId: brand.id, creatorId: mira.id });
    expect(await removeDemo(world.hub)).toBe(true);
    const stayed = await db.creator.findUniqueOrThrow({
      where: { id: mira.id },
      include: { user: true, contracts: true },
    });
    expect(stayed).toMatchObject({ isDemo: false, user: { email: 'mira@creators.test' } });
    expect(stayed.contracts.map(({ id }) => id)).toEqual([contract.id]);
    expect(await db.user.count({ where: { email: { endsWith: 'creators.test' } } })).toBe(1);
  });
});

describe('a hub without anybody', () => {
  it('has its demo back after it was removed only when somebody asks for it', async () => {
    const world = await openWorld('sqlite', { hasNeighbour: false });
    expect(await isEmpty(world.hub)).toBe(true);
    await breakOff(world);
    await removeDemo(world.hub);
    expect(await isEmpty(world.hub)).toBe(false);
    expect(await isEmpty(world.hub, { isAskedFor: true })).toBe(true);
    await world.close();
  });
});

/** The first payment of the story never comes back. */
async function breakOff(world: Awaited<ReturnType<typeof openWorld>>): Promise<void> {
  const broken = () => Promise.reject(new Error('the power is gone'));
  await expect(world.seed(broken)).rejects.toThrow('the power is gone');
}
