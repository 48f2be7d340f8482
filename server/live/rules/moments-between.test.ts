import { describe, expect, it } from 'vitest';
import type { DropStateMessage } from '../../protocol/live-events.ts';
import { momentsBetween, seenAt } from './moments-between.ts';

const STARTS = 1_000_000;
const ENDS = 9_000_000;

describe('what has happened between two states', () => {
  it.each<[string, [Given, Given], string[]]>([
    ['one unit less', [{ available: 50 }, { available: 49 }], []],
    ['a tenth is reached', [{ available: 11 }, { available: 10 }], ['low']],
    ['the last unit goes', [{ available: 1 }, { available: 0 }], ['sold_out']],
    ['a lapsed hold gives one back', [{ available: 0 }, { available: 1 }], ['back']],
    ['units are added', [{ available: 0 }, { available: 50, total: 150 }], ['released']],
    ['it is paused', [{}, { pausedAt: 2_000_000 }], ['paused']],
    ['it goes on', [{ pausedAt: 2_000_000 }, {}], ['resumed']],
    ['it gets more time', [{}, { endsAt: ENDS + 900_000 }], ['extended']],
    ['it is ended while it sells out', [{ available: 1 }, { available: 0, endedAt: 1 }], ['ended']],
    ['the database is another one', [{ available: 1 }, { available: 0, ep: 'other' }], []],
  ])('%s', (_name, [before, after], kinds) => {
    const at = STARTS + 1;
    const told = momentsBetween(seenAt(state(before), at), seenAt(state(after), at));
    expect(told.map(({ kind }) => kind)).toEqual(kinds);
  });

  it('the time of the start and of the end comes, and nothing else changes', () => {
    const same = state({});
    const kinds = (from: number, to: number) =>
      momentsBetween(seenAt(same, from), seenAt(same, to)).map(({ kind }) => kind);
    expect(kinds(STARTS - 1, STARTS)).toEqual(['started']);
    expect(kinds(ENDS - 1, ENDS)).toEqual(['ended']);
    expect(kinds(ENDS, ENDS + 1)).toEqual([]);
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
    items: [],
    waiting: 0,
  };
}

type Given = {
  available?: number;
  total?: number;
  pausedAt?: number;
  endedAt?: number;
  endsAt?: number;
  ep?: string;
};
