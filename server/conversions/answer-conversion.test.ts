import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readClick, signClick } from '../links/read-click.ts';
import { visitLink } from '../links/visit-link.ts';
import { createTestDatabase, testDatabases } from '../test/database.ts';
import { makeLink } from '../test/factories.ts';
import { type TestHub, testHub } from '../test/hub.ts';
import { makeShop, type Shop } from '../test/shop.ts';
import { takeConversion } from './take-conversion.ts';

describe.each(testDatabases())('the answer to a lead, on %s', (engine) => {
  let hub: TestHub;
  let close: () => Promise<void>;
  let shop: Shop;
  let click: string;
  let clickId: string;

  beforeEach(async () => {
    const database = await createTestDatabase(engine);
    close = database.close;
    hub = testHub(database.db);
    shop = await makeShop(hub);
    const { contract, drop } = shop;
    const { slug } = await makeLink(hub, { contractId: contract.id, dropId: drop.id });
    click = (await visitLink(hub, { slug, visitorId: null }))?.click ?? '';
    clickId = readClick(hub, click)?.clickId ?? '';
    hub.clock.advance(60_000);
  });
  afterEach(() => close());

  const reportLead = (click: string) =>
    takeConversion(
      hub,
      { brand: shop.brand, mode: 'live', source: 'api' },
      {
        ...{ type: 'lead', eventId: 'lead-1', occurredAt: hub.clock.now().toISOString(), click },
        customer: { email: 'bea@home.test' },
      },
    );
  const choose = (refusedBy: 'choice' | null) =>
    hub.db.click.update({ where: { id: clickId }, data: { refusedBy } });
  const refusedId = () => {
    const facts = readClick(hub, click);
    if (!facts) throw new Error('the hub signed it');
    return signClick(hub, { ...facts, refusedBy: 'choice' });
  };

  const nobody = { credited: null, contractVersion: null, reason: 'CONSENT_MISSING' };
  const ours = () => ({ credited: { contractId: shop.contract.id }, reason: null });

  it('names nobody when the visitor refused after their click was signed', async () => {
    await choose('choice');
    expect(await reportLead(click)).toMatchObject({ ...nobody, click: 'known' });
  });

  it('names the creator when the visitor has taken back what the click says', async () => {
    await choose(null);
    expect(await reportLead(refusedId())).toMatchObject(ours());
  });

  it('believes the click itself when its row is lost', async () => {
    await hub.db.click.deleteMany();
    expect(await reportLead(refusedId())).toMatchObject(nobody);
    expect(await hub.db.click.findMany()).toMatchObject([{ id: clickId, refusedBy: 'choice' }]);
  });
});
