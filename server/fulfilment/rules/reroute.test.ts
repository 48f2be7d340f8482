import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reroute } from './reroute.ts';

const NEAR_FIRST = { audience: 'everyone', locations: ['near', 'central'] };

describe('re-routing', () => {
  it('moves what is held at the central reserve to the nearest location that has it', () => {
    const pools = [pool('near', 2), pool('central', 0)];
    expect(reroute([line('central', 2)], pools, NEAR_FIRST)).toEqual([line('near', 2)]);
  });

  it('leaves what is already best', () => {
    expect(
      reroute([line('near', 2)], [pool('near', 0), pool('central', 9)], NEAR_FIRST),
    ).toBeNull();
    expect(reroute([line('central', 2)], [pool('near', 1), pool('central', 0)], NEAR_FIRST)).toBe(
      null,
    );
  });

  it('brings a split order into one parcel', () => {
    const pools = [pool('near', 0), pool('central', 1)];
    const held = [line('near', 1), line('central', 1)];
    expect(reroute(held, pools, NEAR_FIRST)).toEqual([line('central', 1), line('central', 1)]);
  });

  it('keeps prices and steps, and splits a line between two locations', () => {
    const pools = [pool('near', 0), pool('mid', 1), pool('central', 0), pool('far', 2)];
    const held = [
      { ...line('central', 1), unitPriceMinor: 900, rung: 1 },
      { ...line('far', 1), unitPriceMinor: 1000, rung: 0 },
    ];
    const taking = { audience: 'everyone', locations: ['near', 'mid', 'far', 'central'] };
    expect(reroute(held, pools, taking)).toEqual([
      { ...line('far', 1), unitPriceMinor: 900, rung: 1 },
      { ...line('far', 1), unitPriceMinor: 1000, rung: 0 },
    ]);
    const two = [{ ...line('central', 3), unitPriceMinor: 900, rung: 1 }];
    const split = [pool('near', 2), pool('mid', 1), pool('central', 0)];
    expect(reroute(two, split, { audience: 'everyone', locations: ['near', 'mid'] })).toEqual([
      { ...line('near', 2), unitPriceMinor: 900, rung: 1 },
      { ...line('mid', 1), unitPriceMinor: 900, rung: 1 },
    ]);
  });

  it('does not move units between audiences of one location', () => {
    const own = { ...pool('near', 5), id: 'pool-own', audience: 'members' };
    const taking = { audience: 'members', locations: ['near', 'central'] };
    expect(reroute([line('near', 1)], [own, pool('near', 0)], taking)).toBeNull();
  });

  it('never needs more units of a pool than are free or held, and is content with its own answer', () => {
    const units = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 4, maxLength: 4 });
    const names = ['near', 'mid', 'far', 'central'];
    fc.assert(
      fc.property(units, units, (free, held) => {
        const pools = names.map((name, at) => pool(name, free[at] ?? 0));
        const lines = names
          .map((name, at) => line(name, held[at] ?? 0))
          .filter(({ quantity }) => quantity > 0);
        const taking = { audience: 'everyone', locations: names };
        const next = reroute(lines, pools, taking);
        if (!next) return;
        const total = (rows: { quantity: number }[]) => rows.reduce((n, r) => n + r.quantity, 0);
        expect(total(next)).toBe(total(lines));
        const after = names.map((name, at) => {
          const uses = total(next.filter(({ poolId }) => poolId === `pool-${name}`));
          return pool(name, (free[at] ?? 0) + (held[at] ?? 0) - uses);
        });
        expect(Math.min(...after.map(({ available }) => available))).toBeGreaterThanOrEqual(0);
        expect(reroute(next, after, taking)).toBeNull();
      }),
    );
  });
});

function pool(location: string, available: number) {
  return { id: `pool-${location}`, skuId: 'cap', location, audience: 'everyone', available };
}

function line(location: string, quantity: number) {
  return { poolId: `pool-${location}`, skuId: 'cap', quantity };
}
