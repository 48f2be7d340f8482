import { type DropPhase, dropPhase, type PhaseFacts } from '../../server/protocol/drops.ts';
import type { Fairness, LineKind, PlaceView } from '../../server/protocol/lines.ts';

/** What a page offers somebody besides claiming: to join a line, or to see where they stand. */
export type LineStep =
  | { kind: 'join'; line: LineKind }
  | { kind: 'in'; place: PlaceView }
  /** Entries are closed and lots are being drawn. */
  | { kind: 'drawing' };

export type LineFacts = {
  drop: PhaseFacts;
  fairness: Fairness;
  /** Draw: entries close then. Epoch milliseconds. */
  entriesCloseAt: number | null;
  /** The lot as the page was delivered with it. */
  lot: { drawnAt: number | null } | null;
  hasWaitingList: boolean;
  place: PlaceView | null;
};

/** What there is to do about lines at `now`; null: the page is as if there were none. */
export function lineStep(facts: LineFacts, now: number): LineStep | null {
  const phase = dropPhase(facts.drop, now);
  if (phase === 'ended' || phase === 'draft') return null;
  const open = facts.place && facts.place.closedAt === null ? facts.place : null;
  if (open) {
    const isServed = open.kind === 'queue' && open.turnAt !== null && now >= open.turnAt;
    if (!isServed || phase === 'scheduled') return { kind: 'in', place: open };
    return phase === 'sold_out' ? toWait(facts) : null;
  }
  switch (facts.fairness) {
    case 'first_come':
      return phase === 'sold_out' ? toWait(facts) : null;
    case 'shuffle':
      return phase === 'sold_out' ? toWait(facts) : { kind: 'join', line: 'queue' };
    case 'draw':
      return stepOfDraw(facts, { phase, now });
  }
}

/** Lots are drawn within seconds; a page that was opened before is not told when. */
const DRAWING_MS = 5_000;

function stepOfDraw(
  facts: LineFacts,
  { phase, now }: { phase: DropPhase; now: number },
): LineStep | null {
  const { entriesCloseAt, lot } = facts;
  if (!lot?.drawnAt && entriesCloseAt !== null) {
    if (now < entriesCloseAt) return { kind: 'join', line: 'draw' };
    if (now < entriesCloseAt + DRAWING_MS) return { kind: 'drawing' };
  }
  return phase === 'scheduled' ? null : toWait(facts);
}

function toWait({ hasWaitingList }: LineFacts): LineStep | null {
  return hasWaitingList ? { kind: 'join', line: 'waiting' } : null;
}
