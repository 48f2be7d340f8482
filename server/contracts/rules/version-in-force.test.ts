import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { versionInForce } from './version-in-force.ts';

const T = 1_788_000_000_000;
const ms = (offset: number) => new Date(T + offset);
const version = (number: number, brand: number | null, creator: number | null) => ({
  number,
  acceptedByBrandAt: brand === null ? null : ms(brand),
  acceptedByCreatorAt: creator === null ? null : ms(creator),
  effectiveAt: null,
  endedFrom: null as Date | null,
});

describe('the version in force', () => {
  const contract = {
    endedAt: ms(500),
    versions: [version(1, 0, 100), version(2, 300, 200), version(3, 400, null)],
  };

  test.each([
    [99, null],
    [100, 1],
    [299, 1],
    [300, 2],
    [499, 2],
    [500, null],
  ])('%i ms after the first proposal it is %s', (offset, number) => {
    expect(versionInForce(contract, ms(offset))?.number ?? null).toBe(number);
  });

  test.each([
    [499, 2],
    [500, null],
    [799, null],
    [800, 4],
  ])('and %i ms after it, when a renewal was accepted at 800 ms, it is %s', (offset, number) => {
    const versions = [...contract.versions, { ...version(4, 600, 800), endedFrom: ms(500) }];
    expect(versionInForce({ endedAt: null, versions }, ms(offset))?.number ?? null).toBe(number);
  });

  test('it is the highest accepted number in whatever order the versions come', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(
          fc.record({
            number: fc.integer({ min: 1, max: 30 }),
            acceptedByBrandAt: fc.option(fc.integer({ min: 0, max: 50 }).map(ms)),
            acceptedByCreatorAt: fc.option(fc.integer({ min: 0, max: 50 }).map(ms)),
            effectiveAt: fc.constant(null),
            endedFrom: fc.constant(null),
          }),
          { selector: ({ number }) => number },
        ),
        fc.integer({ min: 0, max: 50 }),
        (versions, offset) => {
          const at = ms(offset);
          const accepted = versions.filter(
            ({ acceptedByBrandAt: brand, acceptedByCreatorAt: creator }) =>
              brand && creator && Math.max(brand.getTime(), creator.getTime()) <= at.getTime(),
          );
          const highest = accepted.length && Math.max(...accepted.map(({ number }) => number));
          const found = versionInForce({ endedAt: null, versions }, at);
          expect(found?.number ?? 0).toBe(highest);
        },
      ),
    );
  });
});
