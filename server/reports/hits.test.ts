import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { updateBrand } from '../accounts/update-brand.ts';
import { confirmClick } from '../links/confirm-click.ts';
import { signClick } from '../links/read-click.ts';
import { settleReactions } from '../platform/happenings.ts';
import { newId } from '../platform/ids.ts';
import { readMigrations } from '../platform/migration-files.ts';
import { testDatabases } from '../test/database.ts';
import { makeLink } from '../test/factories.ts';
import { type MoneyHouse, openMoneyHouse } from '../test/money-house.ts';
import { recountReports, storedReports } from '../test/recount-reports.ts';
import { keepReports } from './keep-reports.ts';
import { listCreators } from './list-creators.ts';
import { rebuildReports } from './rebuild-reports.ts';

describe.each(testDatabases())('clicks in reports on %s', (engine) => {
  let house: MoneyHouse;
  beforeEach(async () => {
    house = await openMoneyHouse(engine);
  });
  afterEach(() => house.close());

  async function click(linkId: string, visitorId = 'v1') {
    const at = house.hub.clock.now();
    const id = newId(at);
    const contractVersionId = house.ana.contract.version.id;
    await house.hub.db.click.create({
      data: { id, linkId, at, visitorId, contractVersionId, verdict: 'human' },
    });
    return {
      clickId: id,
      linkId,
      contractId: house.ana.contract.id,
      contractVersionId,
      visitorId,
      at,
      refusedBy: null,
    };
  }
  const visits = async () =>
    (await listCreators(house.hub, house.brand)).find(
      ({ contractId }) => contractId === house.ana.contract.id,
    )?.clicks;
  const rows = () => house.hub.db.reportLinkDay.findMany({ where: { currency: '' } });

  it('show at once, and are taken over in groups once they are a minute old', async () => {
    const { hub, ana } = house;
    const link = await makeLink(hub, { contractId: ana.contract.id });
    await keepReports(hub);
    await click(link.id);
    await click(link.id, 'v2');
    expect(await visits()).toBe(2);
    await keepReports(hub);
    expect(await rows()).toEqual([]);
    hub.clock.advance(80_000);
    await keepReports(hub);
    expect(await rows()).toMatchObject([{ clicks: 2n, human: 2n, confirmed: 0n, visits: 2n }]);
    expect(await visits()).toBe(2);
  });

  it('count exactly once what comes after its time was counted, also from a lost row', async () => {
    const { hub, brand, ana } = house;
    const link = await makeLink(hub, { contractId: ana.contract.id });
    const known = await click(link.id);
    const lost = { ...known, clickId: newId(hub.clock.now()), visitorId: 'v2' };
    hub.clock.advance(3_600_000);
    await keepReports(hub);
    for (const facts of [known, lost, lost]) {
      expect(await confirmClick(hub, { click: signClick(hub, facts) })).toBe(true);
    }
    await keepReports(hub);
    expect(await rows()).toMatchObject([{ clicks: 2n, human: 2n, confirmed: 2n, visits: 2n }]);
    expect(await storedReports(hub, brand)).toEqual(await recountReports(hub, brand));
    await hub.db.click.delete({ where: { id: known.clickId } });
    await keepReports(hub);
    expect(await rows()).toMatchObject([{ clicks: 1n, confirmed: 1n }]);
  });

  it('move with their brand’s days when it changes its zone', async () => {
    const { hub, brand, ana } = house;
    hub.clock.set(new Date('2026-10-25T22:30:00.000Z'));
    const link = await makeLink(hub, { contractId: ana.contract.id });
    await click(link.id);
    await house.sell(ana, { capturedMinor: 4000 });
    hub.clock.advance(3_600_000);
    await keepReports(hub);
    const days = async () => [
      ...new Set((await hub.db.reportLinkDay.findMany()).map(({ day }) => day)),
    ];
    expect(await days()).toEqual(['2026-10-25']);
    const member = { ...brand, role: 'owner' as const };
    await updateBrand(hub, member, { timeZone: 'Asia/Kathmandu' });
    await settleReactions(hub, { 'brand.zone_changed': [rebuildReports] });
    expect(await days()).toEqual(['2026-10-26']);
    const moved = { ...brand, timeZone: 'Asia/Kathmandu' };
    expect(await storedReports(hub, moved)).toEqual(await recountReports(hub, moved));
  });

  it('and orders of a hub from before the reports are filled in after its migration', async () => {
    const { hub, brand, ana } = house;
    const link = await makeLink(hub, { contractId: ana.contract.id });
    const { clickId } = await click(link.id);
    const order = await house.sell(ana, { capturedMinor: 4000, clickId });
    await house.refund(order.id, 500);
    for (const table of [
      'order',
      'customer',
      'cohort',
      'day',
      'link_day',
      'balance',
      'due',
      'progress',
    ]) {
      await hub.db.$executeRawUnsafe(`DELETE FROM "report_${table}"`);
    }
    await hub.db.balanceChange.deleteMany();
    const migration = readMigrations(engine).find(({ name }) => name.endsWith('report_tables'));
    const filling = migration?.script.split('-- What there is already')[1] ?? '';
    const statements = filling.split('\n').slice(1).join('\n').split(';');
    for (const one of statements) if (one.trim()) await hub.db.$executeRawUnsafe(one);
    hub.clock.advance(3_600_000);
    await keepReports(hub);
    const stored = await storedReports(hub, brand);
    expect(stored).toEqual(await recountReports(hub, brand));
    expect(stored.linkDays.length).toBeGreaterThan(1);
  });
});
