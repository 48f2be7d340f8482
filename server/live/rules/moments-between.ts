import { type DropPhase, dropPhase } from '../../protocol/drops.ts';
import type { DropStateMessage, MomentKind } from '../../protocol/live-events.ts';

/** A state with the phase that it was seen in. */
export type SeenState = { state: DropStateMessage; phase: DropPhase };
export type Happened = { kind: MomentKind; text: string };

/** What a viewer sees of a state at `now`. */
export function seenAt(state: DropStateMessage, now: number): SeenState {
  return { state, phase: dropPhase(state.facts, now) };
}

/**
 * What has happened between two states of one drop, in the order to be told. Derived from the
 * states alone, so that a moment can never contradict the numbers beside it.
 */
export function momentsBetween(before: SeenState, after: SeenState): Happened[] {
  if (before.state.ep !== after.state.ep) return [];
  if (after.phase === 'ended') {
    return before.phase === 'ended' ? [] : [{ kind: 'ended', text: 'This drop has ended' }];
  }
  return [
    ...ofTheWindow(before, after),
    ...ofThePause(before, after),
    ...ofTheStock(before, after),
  ];
}

function ofTheWindow(before: SeenState, after: SeenState): Happened[] {
  const moments: Happened[] = [];
  if (before.phase === 'scheduled' && after.phase !== 'scheduled') {
    moments.push({ kind: 'started', text: 'We are live' });
  }
  const longerMs = after.state.facts.endsAt - before.state.facts.endsAt;
  if (longerMs >= 60_000) {
    const minutes = Math.round(longerMs / 60_000);
    moments.push({ kind: 'extended', text: `+${minutes} ${minutes === 1 ? 'minute' : 'minutes'}` });
  }
  return moments;
}

function ofThePause(before: SeenState, after: SeenState): Happened[] {
  if (before.phase !== 'paused' && after.phase === 'paused') {
    return [{ kind: 'paused', text: after.state.pauseReason || 'A short pause' }];
  }
  if (before.phase === 'paused' && (after.phase === 'live' || after.phase === 'sold_out')) {
    return [{ kind: 'resumed', text: 'On again' }];
  }
  return [];
}

function ofTheStock(before: SeenState, after: SeenState): Happened[] {
  const [was, is] = [before.state.stock, after.state.stock];
  if (is.total > was.total) {
    return [{ kind: 'released', text: `+${is.total - was.total} units` }];
  }
  if (before.phase === 'live' && after.phase === 'sold_out') {
    return [{ kind: 'sold_out', text: 'Sold out' }];
  }
  if (before.phase === 'sold_out' && after.phase === 'live') {
    return [{ kind: 'back', text: `${is.available} back` }];
  }
  if (after.phase === 'live' && !isLow(was) && isLow(is)) {
    return [{ kind: 'low', text: `Only ${is.available} left` }];
  }
  return [];
}

/** A tenth or less, and something. */
function isLow(stock: { available: number; total: number }): boolean {
  return stock.available > 0 && stock.available * 10 <= stock.total;
}
