import type { OverlayGap } from '../../protocol/rehearsals.ts';

/** What is seen only while a rehearsal runs, minute by minute, and kept with it. */
export type Tally = {
  minutes: Record<string, { clicks: number; refused: number; declined: number }>;
  /** How long each answer to a claim took, in milliseconds. */
  answersMs: number[];
  failures: number;
  soldOutAfterSeconds: number | null;
  extended: boolean;
  /** By creator. */
  overlays: Record<string, Watched>;
};

/** `lookedAt` is when it was looked for last; an open gap is one that goes on. Milliseconds from the start. */
type Watched = {
  connectedMs: number;
  watchedMs: number;
  lookedAt: number;
  gapSince: number | null;
  gaps: OverlayGap[];
};

/** What an act came to. */
export type Result =
  | { kind: 'clicked' }
  | { kind: 'held'; ms: number }
  | { kind: 'refused'; ms: number; isSoldOut: boolean }
  | { kind: 'failed' }
  | { kind: 'declined' }
  | { kind: 'extended' }
  | { kind: 'done' };

/** Shorter ones are a reload, not a gap. */
const GAP_MS = 5_000;

export function readTally(text: string): Tally {
  const kept = JSON.parse(text) as Partial<Tally>;
  return {
    minutes: kept.minutes ?? {},
    answersMs: kept.answersMs ?? [],
    failures: kept.failures ?? 0,
    soldOutAfterSeconds: kept.soldOutAfterSeconds ?? null,
    extended: kept.extended ?? false,
    overlays: kept.overlays ?? {},
  };
}

/** Counts one result at a time from the start. Changes the tally. */
export function count(tally: Tally, atMs: number, result: Result): void {
  const minute = minuteOf(atMs);
  const row = tally.minutes[minute] ?? { clicks: 0, refused: 0, declined: 0 };
  tally.minutes[minute] = row;
  if (result.kind === 'clicked') row.clicks += 1;
  if (result.kind === 'declined') row.declined += 1;
  if (result.kind === 'failed') tally.failures += 1;
  if (result.kind === 'extended') tally.extended = true;
  if (result.kind === 'held' || result.kind === 'refused') tally.answersMs.push(result.ms);
  if (result.kind !== 'refused') return;
  row.refused += 1;
  if (result.isSoldOut) tally.soldOutAfterSeconds ??= Math.max(0, Math.round(atMs / 1000));
}

/** Notes whether a creator's overlay was connected just now. Changes the tally. */
export function watch(
  tally: Tally,
  { creatorId, isConnected, atMs }: { creatorId: string; isConnected: boolean; atMs: number },
): void {
  const row = tally.overlays[creatorId] ?? neverLookedAt(atMs);
  tally.overlays[creatorId] = row;
  const passedMs = atMs - row.lookedAt;
  row.lookedAt = atMs;
  row.watchedMs += passedMs;
  if (isConnected) row.connectedMs += passedMs;
  if (!isConnected) row.gapSince ??= atMs;
  if (isConnected && row.gapSince !== null) {
    if (atMs - row.gapSince >= GAP_MS) row.gaps.push(gap(row.gapSince, atMs));
    row.gapSince = null;
  }
}

function neverLookedAt(atMs: number): Watched {
  return { connectedMs: 0, watchedMs: 0, lookedAt: atMs, gapSince: null, gaps: [] };
}

/** The gaps of a creator's overlay, the one that went on to the end included. */
export function gapsOf({ gaps, gapSince, lookedAt }: Watched): OverlayGap[] {
  if (gapSince === null || lookedAt - gapSince < GAP_MS) return gaps;
  return [...gaps, gap(gapSince, lookedAt)];
}

/** The answer that so large a share of all answers was no slower than; null: there was none. */
export function quantile(values: readonly number[], share: number): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? null;
}

/** What is before the start belongs to the first minute. */
export function minuteOf(atMs: number): number {
  return Math.max(0, Math.floor(atMs / 60_000));
}

function gap(fromMs: number, untilMs: number): OverlayGap {
  return {
    fromSeconds: Math.max(0, Math.round(fromMs / 1000)),
    untilSeconds: Math.max(0, Math.round(untilMs / 1000)),
  };
}
