import { type DropPhase, dropPhase } from '../../protocol/drops.ts';
import { priceNow } from '../../protocol/ladder.ts';
import type { DropMoment, DropStateMessage } from '../../protocol/live-events.ts';
import { rungOfLive } from '../../protocol/live-rung.ts';

/** A state with the phase that it was seen in, and the step of the shown article's price. */
export type SeenState = { state: DropStateMessage; phase: DropPhase; rung: number | null };
export type Happened = Pick<DropMoment, 'kind' | 'text' | 'item'>;

/** What a viewer sees of a state at `now`. */
export function seenAt(state: DropStateMessage, now: number): SeenState {
  return { state, phase: dropPhase(state.facts, now), rung: rungAt(state, now) };
}

/** Whether time alone has made another picture of the same state. */
export function hasTurned(before: SeenState, after: SeenState): boolean {
  return before.phase !== after.phase || before.rung !== after.rung;
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
    ...ofThePrice(before, after),
    ...ofTheStock(before, after),
    ...ofThePin(before, after),
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

/** A step that is full or over; one that opens again because units came back is no news. */
function ofThePrice(before: SeenState, after: SeenState): Happened[] {
  if (before.rung === null || after.rung === null || before.rung === 0) return [];
  // Another article is no other price.
  if (before.state.pinned !== after.state.pinned) return [];
  const isLater = after.rung === 0 || after.rung > before.rung;
  return isLater && after.phase === 'live' ? [{ kind: 'tier', text: 'Next price' }] : [];
}

/** Position of the step that is open for the shown article, 0 for its own price after all steps. */
function rungAt({ items, pinned }: DropStateMessage, now: number): number | null {
  const shown = items.find(([skuId]) => skuId === pinned) ?? items[0];
  if (!shown) return null;
  const [, , , priceMinor, rungs] = shown;
  return priceNow({ priceMinor, rungs: rungs.map(rungOfLive) }, now).rung;
}

function ofTheStock(before: SeenState, after: SeenState): Happened[] {
  const [was, is] = [before.state.stock, after.state.stock];
  if (is.total > was.total) {
    return [{ kind: 'released', text: `+${unitsText(is.total - was.total)}` }];
  }
  if (before.phase === 'live' && after.phase === 'sold_out') {
    return [{ kind: 'sold_out', text: 'Sold out' }];
  }
  if (before.phase === 'sold_out' && after.phase === 'live') {
    return [{ kind: 'back', text: unitsText(is.available) }];
  }
  if (after.phase === 'live' && !isLow(was) && isLow(is)) {
    return [{ kind: 'low', text: `Only ${is.available} left` }];
  }
  return [];
}

function unitsText(units: number): string {
  return `${units} ${units === 1 ? 'unit' : 'units'}`;
}

/** Another article than before is on air; that none is any more is no news. */
function ofThePin(before: SeenState, after: SeenState): Happened[] {
  const item = after.state.pinned;
  if (item === null || item === before.state.pinned) return [];
  return [{ kind: 'pinned', text: 'On air now', item }];
}

/** A tenth or less, and something. */
function isLow(stock: { available: number; total: number }): boolean {
  return stock.available > 0 && stock.available * 10 <= stock.total;
}
