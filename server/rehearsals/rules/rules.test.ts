import { describe, expect, it } from 'vitest';
import { type DropDetail, dropPhase } from '../../protocol/drops.ts';
import { REHEARSAL_MOODS, type RehearsalSummary } from '../../protocol/rehearsals.ts';
import { adviceOf } from './advice.ts';
import { copyOfDrop } from './copy-of-drop.ts';
import { planActs, windowOf } from './plan-acts.ts';
import { rehearsalState } from './rehearsal-state.ts';
import { count, gapsOf, quantile, readTally, watch } from './tally.ts';

describe('the plan of an audience', () => {
  const plan = { seed: 7, size: 1_000, mood: 'keen', minutes: 5, leadMs: 30_000 } as const;

  it('follows from its seed alone, so that it can be gone on with', () => {
    expect(planActs(plan)).toEqual(planActs({ ...plan }));
    expect(planActs({ ...plan, seed: 8 })).not.toEqual(planActs(plan));
  });

  it.each(REHEARSAL_MOODS)(
    'is in the order of time, and each viewer looks before they claim: %s',
    (mood) => {
      const acts = planActs({ ...plan, mood });
      expect(acts.every((act, at) => at === 0 || act.atMs >= (acts[at - 1]?.atMs ?? 0))).toBe(true);
      const looks = acts.filter(({ kind }) => kind === 'look').map(({ viewer }) => viewer);
      expect(new Set(looks).size).toBe(1_000);
      const seen = new Set<number>();
      for (const { kind, viewer } of acts) {
        if (kind === 'look') seen.add(viewer);
        else if (kind === 'claim') expect(seen.has(viewer)).toBe(true);
      }
      expect(acts.every(({ kind, atMs }) => kind !== 'claim' || atMs >= 0)).toBe(true);
    },
  );

  it('has as many buyers, and as many who fail, as the mood says', () => {
    const countOf = (mood: (typeof REHEARSAL_MOODS)[number], kind: string) =>
      planActs({ ...plan, mood }).filter((act) => act.kind === kind).length;
    expect(countOf('curious', 'claim')).toBeLessThan(200);
    expect(countOf('keen', 'claim')).toBeGreaterThan(600);
    expect(countOf('doubtful', 'decline')).toBeGreaterThan(3 * countOf('keen', 'decline'));
    const early = planActs({ ...plan, mood: 'stampede' }).filter(
      ({ kind, atMs }) => kind === 'claim' && atMs < 5_000,
    );
    expect(early.length).toBeGreaterThan(700);
  });

  it('extends the copy before its announced end, to the chosen length', () => {
    const [extension] = planActs(plan).filter(({ kind }) => kind === 'extend');
    const { baseMs, extraMinutes } = windowOf(5);
    expect(baseMs + extraMinutes * 60_000).toBe(300_000);
    expect(extension?.atMs).toBeLessThan(baseMs);
  });
});

describe('the copy of a drop', () => {
  const stock = (total: number) => ({ total, available: 0, reserved: 0, held: 3, sold: total - 3 });
  const drop = {
    ...{ title: 'Studio set', description: '', currency: 'eur', fairness: 'first_come' },
    ...{ startsAt: 1_000_000, endsAt: 5_600_000, entriesCloseAt: null, turnsPerSecond: 20 },
    ...{ hasWaitingList: true, offerSeconds: 300, holdSeconds: 600, limitPerCustomer: 1 },
    ...{
      shippingMinor: 490,
      shippingPromise: 'Soon.',
      returnsPromise: 'Free.',
      warrantyPromise: '',
    },
    ...{ noteLabel: null, canShip: true, reserveEndsAt: 2_000_000 },
    offer: { kind: 'bundle', addOnSkuId: 'cap' },
    items: [
      {
        skuId: 'set',
        priceMinor: 6900,
        stock: stock(100),
        rungs: [
          { position: 1, priceMinor: 4900, units: 40, unitsLeft: 0, endsAt: null },
          { position: 2, priceMinor: 5900, units: null, unitsLeft: null, endsAt: 3_300_000 },
        ],
      },
    ],
    pools: [
      { skuId: 'set', location: 'central', audience: 'everyone', stock: stock(70) },
      { skuId: 'set', location: 'central', audience: 'members', stock: stock(20) },
      { skuId: 'set', location: 'hall', audience: 'everyone', stock: stock(10) },
      { skuId: 'cap', location: 'central', audience: 'everyone', stock: stock(100) },
    ],
    gates: [
      { contractId: 'mara', audience: 'everyone', capUnits: 50, opensAt: 1, closesAt: 2 },
      { contractId: 'jon', audience: 'members', capUnits: null, opensAt: null, closesAt: null },
    ],
  } as unknown as DropDetail;
  const ids = (pairs: Record<string, string>) => new Map(Object.entries(pairs));
  const standIns = {
    brandId: 'stand-in',
    skus: ids({ set: 'set2', cap: 'cap2' }),
    contracts: ids({ mara: 'mara2' }),
    locations: ids({ hall: 'hall2' }),
    audiences: ids({ members: 'members2' }),
  };
  const staging = { startsAt: 10_000_000, minutes: 5, units: 50 };

  it('has the stock of the drop in proportion, sold units and all, and none of its ids', () => {
    const copy = copyOfDrop(drop, standIns, staging);
    expect(copy.brandId).toBe('stand-in');
    // What is kept for a group to which no gate of the copy opens is everybody's.
    expect(copy.items).toMatchObject([
      { skuId: 'set2', units: 45, extraStock: [{ location: 'hall2', units: 5 }] },
    ]);
    expect(copy.addOnStock).toEqual([
      { location: 'central', audience: 'everyone', units: 45 },
      { location: 'hall2', audience: 'everyone', units: 5 },
    ]);
    expect(copy.offer).toEqual({ kind: 'bundle', addOnSkuId: 'cap2' });
    expect(copy.gates).toEqual([
      { contractId: 'mara2', audience: 'everyone', capUnits: 25, opensAt: null, closesAt: null },
    ]);
  });

  it('never has more stock than the drop', () => {
    expect(copyOfDrop(drop, standIns, { ...staging, units: 900 }).items[0]?.units).toBe(90);
  });

  it('has every moment of the drop within its minutes, and steps that fit its stock', () => {
    const { startsAt, endsAt, items, reserveEndsAt, holdSeconds } = copyOfDrop(
      drop,
      standIns,
      staging,
    );
    expect(endsAt - startsAt).toBe(windowOf(5).baseMs);
    expect(items[0]?.rungs).toEqual([
      { priceMinor: 4900, units: 20, endsAt: null },
      { priceMinor: 5900, units: null, endsAt: startsAt + (endsAt - startsAt) / 2 },
    ]);
    expect(reserveEndsAt).toBeGreaterThan(startsAt);
    expect(reserveEndsAt).toBeLessThan(endsAt);
    expect(holdSeconds).toBeLessThan(120);
    const facts = { publishedAt: 1, pausedAt: null, endedAt: null, startsAt, endsAt, available: 1 };
    expect(dropPhase(facts, startsAt - 1)).toBe('scheduled');
  });
});

describe('the tally of a rehearsal', () => {
  it('counts by the minute, and notes when it was sold out first', () => {
    const tally = readTally('{}');
    count(tally, -4_000, { kind: 'clicked' });
    count(tally, 5_000, { kind: 'held', ms: 12 });
    count(tally, 61_000, { kind: 'refused', ms: 3, isSoldOut: true });
    count(tally, 90_000, { kind: 'refused', ms: 5, isSoldOut: true });
    count(tally, 91_000, { kind: 'failed' });
    expect(readTally(JSON.stringify(tally))).toMatchObject({
      minutes: { 0: { clicks: 1, refused: 0 }, 1: { clicks: 0, refused: 2 } },
      answersMs: [12, 3, 5],
      failures: 1,
      soldOutAfterSeconds: 61,
    });
  });

  it('tells a gap of an overlay from a reload, and one that lasts to the end', () => {
    const tally = readTally('{}');
    const look = (second: number, isConnected: boolean) =>
      watch(tally, { creatorId: 'mara', isConnected, atMs: second * 1_000 });
    for (const [second, isConnected] of [
      ...([
        [0, true],
        [10, true],
        [12, false],
        [14, true],
      ] as const),
      ...([
        [20, false],
        [59, false],
        [60, true],
        [70, false],
        [100, false],
      ] as const),
    ] as const) {
      look(second, isConnected);
    }
    const watched = tally.overlays.mara;
    expect(watched && gapsOf(watched)).toEqual([
      { fromSeconds: 20, untilSeconds: 60 },
      { fromSeconds: 70, untilSeconds: 100 },
    ]);
    expect(watched).toMatchObject({ watchedMs: 100_000 });
  });

  it('has no quantile of nothing', () => {
    expect(quantile([], 0.95)).toBeNull();
    expect(quantile([5, 1, 9, 3], 0.95)).toBe(9);
    expect(quantile([...Array(100).keys()], 0.95)).toBe(94);
  });
});

describe('advice', () => {
  const well: RehearsalSummary = {
    ...{ units: 10, claims: 12, sold: 10, lapsed: 1, declined: 1, refused: 3, revenueMinor: 0 },
    ...{ currency: 'eur', soldOutAfterSeconds: 200, extended: true, p95Ms: 40, failures: 0 },
    minutes: [],
    overlays: [{ creatorName: 'Mara', connectedSeconds: 300, watchedSeconds: 300, gaps: [] }],
    wasStopped: false,
  };

  it.each<[string, Partial<RehearsalSummary>]>([
    ['all_well', {}],
    [
      'overlay_never',
      {
        overlays: [
          {
            creatorName: 'Mara',
            connectedSeconds: 0,
            watchedSeconds: 300,
            gaps: [{ fromSeconds: 0, untilSeconds: 300 }],
          },
        ],
      },
    ],
    [
      'overlay_gap',
      {
        overlays: [
          {
            creatorName: 'Mara',
            connectedSeconds: 260,
            watchedSeconds: 300,
            gaps: [{ fromSeconds: 20, untilSeconds: 60 }],
          },
        ],
      },
    ],
    ['failures', { failures: 2 }],
    ['slow_answers', { p95Ms: 1_400 }],
    ['sold_out_early', { soldOutAfterSeconds: 20 }],
    ['holds_lapsed', { lapsed: 6 }],
    ['cards_declined', { declined: 5 }],
    ['units_left', { soldOutAfterSeconds: null, sold: 4 }],
  ])('says %s when that is what stands out', (kind, change) => {
    const advice = adviceOf({ ...well, ...change }, 5);
    expect(advice.map((one) => one.kind)).toEqual([kind]);
  });

  it('says how long an overlay was away', () => {
    const gaps = [
      { fromSeconds: 5, untilSeconds: 25 },
      { fromSeconds: 40, untilSeconds: 60 },
    ];
    const overlays = [{ creatorName: 'Mara', connectedSeconds: 260, watchedSeconds: 300, gaps }];
    expect(adviceOf({ ...well, overlays }, 5)[0]).toMatchObject({ seconds: 40 });
  });
});

describe('the state of a rehearsal', () => {
  const at = (ms: number) => new Date(ms);
  const times = {
    startsAt: at(10),
    endsAt: at(20),
    stoppedAt: null,
    finishedAt: null,
    removedAt: null,
  };

  it('turns by time, and by whoever ends or removes it', () => {
    expect(rehearsalState(times, at(9))).toBe('scheduled');
    expect(rehearsalState(times, at(10))).toBe('running');
    expect(rehearsalState(times, at(20))).toBe('over');
    expect(rehearsalState({ ...times, stoppedAt: at(11) }, at(12))).toBe('over');
    expect(rehearsalState({ ...times, removedAt: at(11) }, at(12))).toBe('removed');
  });
});
