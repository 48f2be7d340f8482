import { describe, expect, it } from 'vitest';
import type { DropStateMessage, LiveRung } from '../../protocol/live-events.ts';
import { hasTurned, momentsBetween, seenAt } from './moments-between.ts';

const STARTS = 1_000_000;
const ENDS = 9_000_000;

describe('what has happened between two states', () => {
  it.each<[string, [Given, Given], string[]]>([
    ['one unit less', [{ available: 50 }, { available: 49 }], []],
    ['a tenth is reached', [{ available: 11 }, { available: 10 }], ['low']],
    ['the last unit goes', [{ available: 1 }, { available: 0 }], ['sold_out']],
    ['a lapsed hold gives one back', [{ available: 0 }, { available: 1 }], ['back']],
    ['units are added', [{ available: 0 }, { available: 50, total: 150 }], ['released']],
    ['the first step of the price is full', [{ rungs: [2] }, { rungs: [0] }], ['tier']],
    ['a unit comes back into the first step', [{ rungs: [0] }, { rungs: [1] }], []],
    ['it is paused', [{}, { pausedAt: 2_000_000 }], ['paused']],
    ['it goes on', [{ pausedAt: 2_000_000 }, {}], ['resumed']],
    ['an article is put on air', [{}, { pinned: 'sku' }], ['pinned']],
    ['another article is put on air', [{ pinned: 'a' }, { pinned: 'b' }], ['pinned']],
    ['the article is taken off air', [{ pinned: 'sku' }, {}], []],
    ['the same article stays on air', [{ pinned: 'sku' }, { pinned: 'sku' }], []],
    ['it gets more time', [{}, { endsAt: ENDS + 900_000 }], ['extended']],
    ['it is ended while it sells out', [{ available: 1 }, { available: 0, endedAt: 1 }], ['ended']],
    ['the database is another one', [{ available: 1 }, { available: 0, ep: 'other' }], []],
  ])('%s', (_name, [before, after], kinds) => {
    const at = STARTS + 1;
    const told = momentsBetween(seenAt(state(before), at), seenAt(state(after), at));
    expect(told.map(({ kind }) => kind)).toEqual(kinds);
  });

  it('which article was put on air is told by its id, for its name is not in a state', () => {
    const [before, after] = [seenAt(state({}), STARTS), seenAt(state({ pinned: 'b' }), STARTS)];
    expect(momentsBetween(before, after)).toEqual([
      { kind: 'pinned', text: 'On air now', item: 'b' },
    ]);
  });

  it('the time of the start and of the end comes, and nothing else changes', () => {
    const same = state({});
    const kinds = (from: number, to: number) =>
      momentsBetween(seenAt(same, from), seenAt(same, to)).map(({ kind }) => kind);
    expect(kinds(STARTS - 1, STARTS)).toEqual(['started']);
    expect(kinds(ENDS - 1, ENDS)).toEqual(['ended']);
    expect(kinds(ENDS, ENDS + 1)).toEqual([]);
  });

  it('a step of the price ends by its time, and nothing else changes', () => {
    const same = state({ rungs: [3], stepEndsAt: 2_000_000 });
    const [before, after] = [seenAt(same, 1_999_999), seenAt(same, 2_000_000)];
    expect(hasTurned(before, after)).toBe(true);
    expect(momentsBetween(before, after).map(({ kind }) => kind)).toEqual(['tier']);
    expect(hasTurned(after, seenAt(same, 2_000_001))).toBe(false);
  });
});

function state(given: Given): DropStateMessage {
  const { available = 50, total = 100, ep = 'e' } = given;
  return {
    p: 1,
    d: 'd',
    ep,
    v: 1,
    ts: 0,
    facts: {
      publishedAt: 0,
      pausedAt: given.pausedAt ?? null,
      endedAt: given.endedAt ?? null,
      startsAt: STARTS,
      endsAt: given.endsAt ?? ENDS,
      available,
    },
    pauseReason: null,
    stock: { total, available, reserved: 0, held: 0, sold: total - available },
    items: [['sku', available, total, 4900, rungsOf(given)]],
    waiting: 0,
    pinned: given.pinned ?? null,
    question: { pinned: null, changed: 0 },
  };
}

function rungsOf({ rungs = [], stepEndsAt }: Given): LiveRung[] {
  return rungs.map((left) => [3900, 5, left, stepEndsAt ?? null]);
}

type Given = {
  available?: number;
  total?: number;
  pausedAt?: number;
  endedAt?: number;
  endsAt?: number;
  ep?: string;
  /** The article on air. */
  pinned?: string;
  /** Units left in each early step of the price. */
  rungs?: number[];
  /** The first step ends then. */
  stepEndsAt?: number;
};
