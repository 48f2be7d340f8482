import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, testDatabases } from '../test/database.ts';
import { type TestHub, testHub } from '../test/hub.ts';
import { inTransaction, type OpenDatabase } from './db.ts';
import {
  forgetOldHappenings,
  type Reactions,
  recordHappening,
  runReactions,
  settleReactions,
} from './happenings.ts';

const NOTHING: Reactions = { 'order.paid': [], 'order.decided': [], 'order.refunded': [] };

describe.each(testDatabases())('happenings on %s', (engine) => {
  let database: OpenDatabase;
  let hub: TestHub;

  beforeEach(async () => {
    database = await createTestDatabase(engine);
    hub = testHub(database.db);
  });
  afterEach(() => database.close());

  const happen = (orderId: string) =>
    inTransaction(hub.db, (tx) =>
      recordHappening(tx, 'order.paid', { payload: { orderId }, at: hub.clock.now() }),
    );

  it('react once each, in the order in which they happened', async () => {
    for (const orderId of ['a', 'b', 'c']) await happen(orderId);
    const seen: string[] = [];
    const reactions: Reactions = {
      ...NOTHING,
      'order.paid': [async (_hub, { orderId }) => void seen.push(orderId)],
    };
    await settleReactions(hub, reactions);
    await settleReactions(hub, reactions);
    expect(seen).toEqual(['a', 'b', 'c']);
  });

  it('are forgotten 30 days after they were done, and never while they wait', async () => {
    await happen('done');
    await settleReactions(hub, NOTHING);
    await happen('waits');
    const left = async () => (await hub.db.happening.findMany()).map(({ payload }) => payload);
    hub.clock.advance(30 * 86_400_000);
    await forgetOldHappenings(hub);
    expect(await left()).toHaveLength(2);
    hub.clock.advance(1);
    await forgetOldHappenings(hub);
    expect(await left()).toEqual(['{"orderId":"waits"}']);
  });

  it('do not exist when their transaction did not', async () => {
    await expect(
      inTransaction(hub.db, async (tx) => {
        await recordHappening(tx, 'order.paid', {
          payload: { orderId: 'gone' },
          at: hub.clock.now(),
        });
        throw new Error('rolled back');
      }),
    ).rejects.toThrow('rolled back');
    expect(await hub.db.happening.count()).toBe(0);
  });

  it('come again after a failure, later each time, and do not hold up the others', async () => {
    await happen('bad');
    await happen('good');
    const seen: string[] = [];
    let isBroken = true;
    const reactions: Reactions = {
      ...NOTHING,
      'order.paid': [
        async (_hub, { orderId }) => {
          if (orderId === 'bad' && isBroken) throw new Error('not now');
          seen.push(orderId);
        },
      ],
    };
    await settleReactions(hub, reactions);
    expect(seen).toEqual(['good']);
    hub.clock.advance(499);
    expect(await runReactions(hub, reactions)).toBe(0);
    hub.clock.advance(1);
    await runReactions(hub, reactions);
    isBroken = false;
    hub.clock.advance(999);
    expect(await runReactions(hub, reactions)).toBe(0);
    hub.clock.advance(1);
    expect(await runReactions(hub, reactions)).toBe(1);
    expect(seen).toEqual(['good', 'bad']);
  });

  it('are taken by one of many workers', async () => {
    for (let n = 0; n < 20; n += 1) await happen(`order-${n}`);
    const seen: string[] = [];
    const reactions: Reactions = {
      ...NOTHING,
      'order.paid': [async (_hub, { orderId }) => void seen.push(orderId)],
    };
    await Promise.all(Array.from({ length: 5 }, () => runReactions(hub, reactions)));
    await settleReactions(hub, reactions);
    expect([...seen].sort()).toEqual([...new Set(seen)].sort());
    expect(seen).toHaveLength(20);
  });

  it('whose worker died are taken over when its lease is out', async () => {
    await happen('orphan');
    const died: Reactions = { ...NOTHING, 'order.paid': [() => new Promise(() => undefined)] };
    void runReactions(hub, died);
    await expect.poll(async () => (await hub.db.happening.findFirst())?.attempts).toBe(1);
    const seen: string[] = [];
    const reactions: Reactions = {
      ...NOTHING,
      'order.paid': [async (_hub, { orderId }) => void seen.push(orderId)],
    };
    expect(await runReactions(hub, reactions)).toBe(0);
    hub.clock.advance(60_000);
    expect(await runReactions(hub, reactions)).toBe(1);
    expect(seen).toEqual(['orphan']);
  });
});
