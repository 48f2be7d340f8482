import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newTimedSecret } from '../../platform/ids.ts';
import { VISITOR_COOKIE } from '../../protocol/links.ts';
import { type AppServer, startAppServer } from '../app-server.ts';
import { testDatabases } from '../database.ts';
import { callRaw } from '../procedures.ts';
import { makeShop, type Shop } from '../shop.ts';
import { expectConservedStock } from '../stock.ts';

/** Three hundred browsers on one busy machine take their time; what counts is what they are told. */
const PATIENCE_MS = 60_000;

describe.each(testDatabases())('a stampede over HTTP on %s', { timeout: PATIENCE_MS }, (engine) => {
  let app: AppServer;

  beforeEach(async () => {
    app = await startAppServer(engine);
  });
  afterEach(() => app.close());

  async function call<T>(path: string, input: unknown, cookie: string): Promise<T> {
    const answer = await callRaw(app.origin, path, { body: JSON.stringify(input), cookie });
    if (answer.status !== 200) throw new Error(`${answer.status} ${answer.problem?.code}`);
    return (JSON.parse(answer.text) as { result: { data: T } }).result.data;
  }

  /** A viewer with a browser of their own takes a claim right and uses it; what became of it. */
  async function claimAsViewer({ drop, sku }: Shop): Promise<string> {
    const visitor = newTimedSecret(new Date());
    const cookie = `${VISITOR_COOKIE}=${visitor}`;
    try {
      const asked = { dropSlug: drop.slug };
      const { token } = await call<{ token: string }>('viewer.issueToken', asked, cookie);
      const items = [{ skuId: sku.id, quantity: 1 }];
      await call('viewer.hold', { token, items, idempotencyKey: visitor }, cookie);
      return 'held';
    } catch (error) {
      return (error as Error).message;
    }
  }

  it('holds exactly 50 units for 300 viewers at once and tells all others that it is sold out', async () => {
    const shop = await makeShop(app.hub, { units: 50 });
    const answers = await Promise.all(Array.from({ length: 300 }, () => claimAsViewer(shop)));
    const counts = new Map<string, number>();
    for (const answer of answers) counts.set(answer, (counts.get(answer) ?? 0) + 1);
    expect(Object.fromEntries(counts)).toEqual({ held: 50, '409 drop_sold_out': 250 });
    await expectConservedStock(app.hub.db, shop.drop.id);
    expect(await app.hub.db.claim.count()).toBe(50);
  });

  it('gives 50 equal requests of one viewer one claim and one answer', async () => {
    const shop = await makeShop(app.hub, { units: 50 });
    const cookie = `${VISITOR_COOKIE}=${newTimedSecret(new Date())}`;
    const asked = { dropSlug: shop.drop.slug };
    const { token } = await call<{ token: string }>('viewer.issueToken', asked, cookie);
    const items = [{ skuId: shop.sku.id, quantity: 1 }];
    const wish = { token, items, idempotencyKey: 'tapped-fifty-times' };
    const answers = await Promise.all(
      Array.from({ length: 50 }, () =>
        call<{ claim: { id: string } }>('viewer.hold', wish, cookie),
      ),
    );
    expect(new Set(answers.map(({ claim }) => claim.id)).size).toBe(1);
    await expectConservedStock(app.hub.db, shop.drop.id);
  });
});
