import { describe, expect, it } from 'vitest';
import { missingForPublish, type PublishFacts } from './check-drop.ts';
import { warningsOf } from './warn-of.ts';

const READY: PublishFacts = {
  facts: {
    publishedAt: null,
    pausedAt: null,
    endedAt: null,
    startsAt: 100,
    endsAt: 200,
    available: 5,
  },
  articles: [{ title: 'Top · M', units: 20, priceMinor: 4900, rungs: [] }],
  gates: [gate('everyone')],
  reservedFor: [],
  creatorsWithoutContract: [],
  shippingPromise: 'Soon.',
  returnsPromise: '30 days.',
  fairness: 'first_come',
  entriesCloseAt: null,
  canShip: true,
  pickUpUnits: 0,
  addOnsShort: [],
};

function gate(audience: string, opensAt: number | null = null, closesAt: number | null = null) {
  return { creatorName: 'Mara', audience, audienceName: audience, opensAt, closesAt };
}

function ladder(...rungs: [priceMinor: number, units: number | null, endsAt: number | null][]) {
  const steps = rungs.map(([priceMinor, units, endsAt]) => ({ priceMinor, units, endsAt }));
  return { articles: [{ title: 'Top · M', units: 20, priceMinor: 4900, rungs: steps }] };
}

const LACKS: [name: string, given: Partial<PublishFacts>, missing: string[]][] = [
  ['nothing', {}, []],
  ['nothing with steps that go up', ladder([2400, 10, null], [2900, 10, null]), []],
  ['nothing with a step as dear as the price', ladder([4900, null, 150]), []],
  [
    'a ladder that goes up',
    ladder([2900, 5, null], [2400, 5, null]),
    ['The steps of Top · M go up: no price is below the one before it.'],
  ],
  [
    'a price above its last step',
    ladder([5000, 5, null]),
    ['The steps of Top · M go up: no price is below the one before it.'],
  ],
  [
    'units for its steps',
    ladder([2400, 15, null], [2900, 6, null]),
    ['The steps of Top · M have 21 units, but 20 are set aside.'],
  ],
  [
    'a step that is ever open',
    ladder([2400, null, 100]),
    ['A step of Top · M ends before the drop starts.'],
  ],
  [
    'a time for its draw',
    { fairness: 'draw' },
    ['Say when entries close: lots are drawn then, so it is before the end.'],
  ],
  [
    'a time for its draw before the end',
    { fairness: 'draw', entriesCloseAt: 201 },
    ['Say when entries close: lots are drawn then, so it is before the end.'],
  ],
  ['nothing with a draw at the end', { fairness: 'draw', entriesCloseAt: 200 }, []],
  [
    'a place to collect',
    { canShip: false },
    ['Nothing is sent, so set aside units at a place where viewers can collect them.'],
  ],
  ['nothing with a place to collect', { canShip: false, pickUpUnits: 1 }, []],
  [
    'add-ons at a place',
    { addOnsShort: [{ place: 'Studio', addOns: 3, units: 5 }] },
    ['Set aside an add-on for every unit: Studio has 3 for 5.'],
  ],
  [
    'a gate for its reserve',
    { reservedFor: [{ audience: 'm', name: 'Members' }] },
    ['Units are kept for Members, but no creator opens the drop to them.'],
  ],
  ['nothing with early access', { gates: [gate('members', 50, 100)] }, []],
  [
    'a gate that is ever open',
    { gates: [gate('everyone', 150, 150)] },
    ['Mara is never open for everyone: check the times.'],
  ],
];

describe('what a drop lacks', () => {
  it.each(LACKS)('is %s', (_name, given, missing) => {
    expect(missingForPublish({ ...READY, ...given }, 10)).toEqual(missing);
  });
});

describe('what is worth a look', () => {
  const QUIET = {
    endsAt: 200,
    groups: [{ name: 'Members', members: 3 }],
    reservedUnits: 5,
    reserveEndsAt: 150,
  };

  it('is nothing where everything is meant so', () => {
    expect(warningsOf(QUIET)).toEqual([]);
    expect(warningsOf({ ...QUIET, reserveEndsAt: null })).toEqual([]);
  });

  it('is an empty group and a reserve that opens too late', () => {
    const groups = [{ name: 'Members', members: 0 }];
    expect(warningsOf({ ...QUIET, groups, reserveEndsAt: 200 })).toEqual([
      'Nobody is in Members yet.',
      'The reserve is opened to everyone only after the end.',
    ]);
  });
});
