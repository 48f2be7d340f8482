import { describe, expect, it } from 'vitest';
import type { PlaceView } from '../../server/protocol/lines.ts';
import { type LineFacts, lineStep } from './line-step.ts';

const START = Date.UTC(2026, 8, 1, 12);
const HOUR = 3_600_000;
const FACTS: LineFacts = {
  drop: {
    publishedAt: START - HOUR,
    pausedAt: null,
    endedAt: null,
    startsAt: START,
    endsAt: START + 4 * HOUR,
    available: 5,
  },
  fairness: 'first_come',
  entriesCloseAt: null,
  lot: null,
  hasWaitingList: true,
  place: null,
};
const SOLD_OUT = { drop: { ...FACTS.drop, available: 0 } };
const SHUFFLE = { fairness: 'shuffle', lot: { drawnAt: null } } as const;
const DRAW = { fairness: 'draw', lot: { drawnAt: null }, entriesCloseAt: START + HOUR } as const;

const place = (given: Partial<PlaceView>): { place: PlaceView } => ({
  place: {
    id: 'p',
    kind: 'waiting',
    skuId: 's',
    quantity: 1,
    enteredAt: START,
    position: 1,
    length: 1,
    turnAt: null,
    lotId: 'l',
    offer: null,
    closedAt: null,
    closeReason: null,
    ...given,
  },
});

const TABLE: [says: string, facts: Partial<LineFacts>, now: number, step: object | null][] = [
  ['nothing while units are left', {}, START, null],
  ['the waiting list when sold out', SOLD_OUT, START, { kind: 'join', line: 'waiting' }],
  ['nothing without a waiting list', { ...SOLD_OUT, hasWaitingList: false }, START, null],
  ['nothing after the end', SOLD_OUT, START + 4 * HOUR, null],
  ['where one waits', { ...SOLD_OUT, ...place({}) }, START, { kind: 'in' }],
  [
    'the list again after an offer lapsed',
    { ...SOLD_OUT, ...place({ closedAt: START, closeReason: 'lapsed' }) },
    START,
    { kind: 'join', line: 'waiting' },
  ],
  ['the line before a shuffle', SHUFFLE, START - 1, { kind: 'join', line: 'queue' }],
  [
    'the turn until it comes',
    { ...SHUFFLE, ...place({ kind: 'queue', turnAt: START + 500 }) },
    START + 499,
    { kind: 'in' },
  ],
  [
    'the claim once it has come',
    { ...SHUFFLE, ...place({ kind: 'queue', turnAt: START + 500 }) },
    START + 500,
    null,
  ],
  [
    'the waiting list to whoever had a turn too late',
    { ...SHUFFLE, ...SOLD_OUT, ...place({ kind: 'queue', turnAt: START }) },
    START + 500,
    { kind: 'join', line: 'waiting' },
  ],
  ['the draw until entries close', DRAW, START + HOUR - 1, { kind: 'join', line: 'draw' }],
  ['that lots are being drawn', DRAW, START + HOUR, { kind: 'drawing' }],
  ['one’s entry', { ...DRAW, ...place({ kind: 'draw', position: null }) }, START, { kind: 'in' }],
  [
    'the waiting list after the draw',
    { ...DRAW, lot: { drawnAt: START + HOUR } },
    START + HOUR + 1,
    { kind: 'join', line: 'waiting' },
  ],
];

describe('what a page says about lines', () => {
  it.each(TABLE)('is %s', (...[, facts, now, step]) => {
    const answer = lineStep({ ...FACTS, ...facts }, now);
    if (step === null) expect(answer).toBeNull();
    else expect(answer).toMatchObject(step);
  });
});
