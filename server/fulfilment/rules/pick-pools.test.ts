import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Pick, type PoolUnits, pickPools, type Want } from './pick-pools.ts';

const LOCATIONS = ['near', 'mid', 'far', 'central', 'remote'];
const SKUS = ['cap', 'mug', 'tee'];

describe('picking pools', () => {
  it('takes from the nearest location that serves everything', () => {
    const pools = [pool('near', 'cap', 1), pool('mid', 'cap', 3), pool('far', 'cap', 9)];
    expect(pick([['cap', 2]], pools)).toEqual([took('mid', 'cap', 2)]);
    expect(pick([['cap', 1]], pools)).toEqual([took('near', 'cap', 1)]);
  });

  it('splits only when no location has it all, over as few as possible and the nearest of them', () => {
    const pools = [pool('near', 'cap', 1), pool('mid', 'cap', 2), pool('far', 'cap', 2)];
    expect(pick([['cap', 3]], pools)).toEqual([took('near', 'cap', 1), took('mid', 'cap', 2)]);
    expect(pick([['cap', 4]], pools)).toEqual([took('mid', 'cap', 2), took('far', 'cap', 2)]);
  });

  it('takes the audience’s own units before everybody’s at the same location', () => {
    const pools = [pool('near', 'cap', 5), pool('near/members', 'cap', 1)];
    expect(pick([['cap', 2]], pools, 'members')).toEqual([
      took('near/members', 'cap', 1),
      took('near', 'cap', 1),
    ]);
  });

  it('never takes units of another audience', () => {
    const pools = [pool('near/members', 'cap', 5)];
    expect(pick([['cap', 1]], pools)).toBeNull();
    expect(pick([['cap', 1]], pools, 'past_buyers')).toBeNull();
  });

  it('uses no location that it was not given', () => {
    const pools = [pool('near', 'cap', 5)];
    const taking = { audience: 'everyone', locations: ['mid'] };
    expect(pickPools([{ skuId: 'cap', quantity: 1 }], pools, taking)).toBeNull();
  });

  it('adds up what is wanted of one article twice', () => {
    const pools = [pool('near', 'cap', 3), pool('mid', 'cap', 4)];
    const wants = [
      ['cap', 2],
      ['cap', 2],
    ] as const;
    expect(pick(wants, pools)).toEqual([took('mid', 'cap', 4)]);
    expect(pick([], pools)).toEqual([]);
  });

  it('finds what trying every set of locations finds', () => {
    fc.assert(
      fc.property(wantsOf, poolsOf, fc.constantFrom('everyone', 'members'), (...given) => {
        const [wants, pools, audience] = given;
        const taking = { audience, locations: LOCATIONS };
        const picks = pickPools(wants, pools, taking);
        const best = bestLocations(wants, pools, audience);
        expect(picks === null).toBe(best === null);
        if (!picks || !best) return;
        expect(locationsOf(picks, pools)).toEqual(best);
        expectServed(picks, { wants, pools, audience });
      }),
      { numRuns: 2000 },
    );
  });

  it('stays exact with twenty locations and ten articles that none serves alone', () => {
    const locations = Array.from({ length: 20 }, (_, at) => `place-${at}`);
    const pools = locations.flatMap((location, at) =>
      Array.from({ length: 10 }, (_, sku) =>
        pool(location, `sku-${sku}`, (at * 7 + sku * 3) % 5 === 0 ? 1 : 0),
      ),
    );
    const wants = Array.from({ length: 10 }, (_, sku) => ({ skuId: `sku-${sku}`, quantity: 2 }));
    const picks = pickPools(wants, pools, { audience: 'everyone', locations });
    expect(picks?.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(20);
    expect(new Set(picks?.map(({ poolId }) => poolId.split(' ')[0])).size).toBe(10);
  });
});

/** `place` is a location, or "location/audience". */
function pool(place: string, skuId: string, available: number): PoolUnits {
  const [location = '', audience = 'everyone'] = place.split('/');
  return { id: `${place} ${skuId}`, skuId, location, audience, available };
}

function took(place: string, skuId: string, quantity: number): Pick {
  return { skuId, poolId: `${place} ${skuId}`, quantity };
}

function pick(
  wants: readonly (readonly [string, number])[],
  pools: PoolUnits[],
  audience = 'everyone',
) {
  return pickPools(
    wants.map(([skuId, quantity]) => ({ skuId, quantity })),
    pools,
    { audience, locations: LOCATIONS },
  );
}

const wantsOf = fc.uniqueArray(
  fc.record({ skuId: fc.constantFrom(...SKUS), quantity: fc.integer({ min: 1, max: 4 }) }),
  { selector: ({ skuId }) => skuId, minLength: 1 },
);

const poolsOf = fc
  .uniqueArray(
    fc.record({
      location: fc.constantFrom(...LOCATIONS),
      skuId: fc.constantFrom(...SKUS),
      audience: fc.constantFrom('everyone', 'members', 'past_buyers'),
      available: fc.integer({ min: 0, max: 3 }),
    }),
    {
      selector: ({ location, skuId, audience }) => `${location} ${skuId} ${audience}`,
      maxLength: 45,
      size: 'max',
    },
  )
  .map((rows) =>
    rows.map((row) => pool(`${row.location}/${row.audience}`, row.skuId, row.available)),
  );

/** Every set of locations, the smallest first and among equals the nearest; the first that serves. */
function bestLocations(wants: Want[], pools: PoolUnits[], audience: string): string[] | null {
  const sets = Array.from({ length: 2 ** LOCATIONS.length }, (_, bits) =>
    LOCATIONS.filter((_location, at) => bits & (1 << at)),
  );
  const ranks = (set: string[]) => set.map((location) => LOCATIONS.indexOf(location)).join();
  sets.sort((a, b) => a.length - b.length || (ranks(a) < ranks(b) ? -1 : 1));
  const units = (set: string[], skuId: string) =>
    pools
      .filter((one) => one.skuId === skuId && set.includes(one.location))
      .filter((one) => one.audience === audience || one.audience === 'everyone')
      .reduce((sum, { available }) => sum + available, 0);
  return (
    sets.find((set) => wants.every(({ skuId, quantity }) => units(set, skuId) >= quantity)) ?? null
  );
}

function locationsOf(picks: Pick[], pools: PoolUnits[]): string[] {
  const used = new Set(
    picks.map(({ poolId }) => pools.find(({ id }) => id === poolId)?.location ?? ''),
  );
  return LOCATIONS.filter((location) => used.has(location));
}

/** All that was wanted, no pool past its units, own units first, and no pool twice. */
function expectServed(
  picks: Pick[],
  { wants, pools, audience }: { wants: Want[]; pools: PoolUnits[]; audience: string },
) {
  const taken = new Map(picks.map(({ poolId, quantity }) => [poolId, quantity]));
  expect(taken.size).toBe(picks.length);
  for (const { skuId, quantity } of wants) {
    const units = picks.filter((one) => one.skuId === skuId);
    expect(units.reduce((sum, one) => sum + one.quantity, 0)).toBe(quantity);
  }
  for (const { id, available, location, skuId, audience: whose } of pools) {
    expect(taken.get(id) ?? 0).toBeLessThanOrEqual(available);
    const own = pools.find(
      (one) => one.location === location && one.skuId === skuId && one.audience === audience,
    );
    if (taken.has(id) && whose !== audience && own) {
      expect(taken.get(own.id) ?? 0).toBe(own.available);
    }
  }
}
