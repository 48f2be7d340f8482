import { expect, it } from 'vitest';
import { newId } from '../platform/ids.ts';
import { testDatabases } from '../test/database.ts';
import { makeLink } from '../test/factories.ts';
import { openMoneyHouse } from '../test/money-house.ts';
import { keepReports } from './keep-reports.ts';
import { readAnalytics } from './read-analytics.ts';

it.each(testDatabases())(
  'compares a creator’s day with the earlier one up to this time of the day on %s',
  async (engine) => {
    const start = new Date('2026-03-02T08:00:00.000Z');
    const house = await openMoneyHouse(engine, {}, { start });
    try {
      const { hub, ana, ben } = house;
      const link = await makeLink(hub, { contractId: ana.contract.id });
      async function visitAndBuy(at: string) {
        hub.clock.set(new Date(at));
        const clickId = newId(hub.clock.now());
        const contractVersionId = ana.contract.version.id;
        const click = { id: clickId, linkId: link.id, at: hub.clock.now(), visitorId: `v-${at}` };
        await hub.db.click.create({ data: { ...click, contractVersionId, verdict: 'human' } });
        await house.sell(ana, { clickId });
        await house.sell(ben);
      }
      const earlier = async (now: string, timeZone: string) => {
        hub.clock.set(new Date(now));
        await keepReports(hub);
        const creator = { id: ana.creator.id, timeZone };
        const seen = await readAnalytics(hub, creator, { days: 1 });
        return { ...seen.earlier, to: new Date(seen.before.to).toISOString() };
      };
      // In Berlin: at 8 in the morning, and at 9 in the evening.
      await visitAndBuy('2026-03-09T07:00:00.000Z');
      await visitAndBuy('2026-03-09T20:00:00.000Z');
      expect(await earlier('2026-03-10T08:00:00.000Z', 'Europe/Berlin')).toEqual({
        ...{ visits: 1, claims: 1, orders: 1, to: '2026-03-09T08:00:00.000Z' },
      });
      // The morning of Los Angeles, over the days of a brand in Berlin.
      expect(await earlier('2026-03-10T16:00:00.000Z', 'America/Los_Angeles')).toEqual({
        ...{ visits: 1, claims: 1, orders: 1, to: '2026-03-09T16:00:00.000Z' },
      });
      expect(await earlier('2026-03-10T21:00:00.000Z', 'Europe/Berlin')).toEqual({
        ...{ visits: 2, claims: 2, orders: 2, to: '2026-03-09T21:00:00.000Z' },
      });
    } finally {
      await house.close();
    }
  },
  60_000,
);
