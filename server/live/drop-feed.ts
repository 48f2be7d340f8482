import { readDropState } from '../drops/read-drop-state.ts';
import type { Hub } from '../platform/hub.ts';
import { dropPhase } from '../protocol/drops.ts';
import type { DropMoment, DropStateMessage } from '../protocol/live-events.ts';
import type { Audience } from './audience.ts';
import { emitIntervalMs } from './rules/emit-interval.ts';
import { momentsBetween, type SeenState, seenAt } from './rules/moments-between.ts';

/** What the sockets of one drop are told, and when. */
export type DropFeed = {
  /** The state as of now or later; null when the drop is not public. Many askers share one read. */
  readFresh(): Promise<DropStateMessage | null>;
  /** Something may have changed: look, and tell. */
  changed(): void;
  /** The version that was told last; null before the first read. */
  version(): number | null;
  /** Called a few times a second: phases that turn by time, and the regular repetition. */
  tick(): void;
  /** Moments that may still be animated. */
  recentMoments(): DropMoment[];
  close(): void;
};

/** Everything is repeated reliably this often, so that silence means a broken line. */
const REPEAT_MS = 4_500;
/** A burst is over after this long without a change. */
const BURST_END_MS = 300;
const RETRY_MS = 1_000;
const MOMENT_FRESH_MS = 3_000;

/**
 * Tells one drop's audience every change, coalesced: one read per telling however many sockets
 * there are and however many changes there were in between.
 */
export function createDropFeed(
  { hub, audience, nextMoment }: { hub: Hub; audience: Audience; nextMoment: () => number },
  dropId: string,
): DropFeed {
  let seen: SeenState | null = null;
  let moments: DropMoment[] = [];
  let toldAt = Number.NEGATIVE_INFINITY;
  let repeatedAt = performance.now();
  let isClosed = false;
  let isRunning = false;
  let mustRunAgain = false;
  let planned: ReturnType<typeof setTimeout> | undefined;
  let burstEnd: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<DropStateMessage | null> = Promise.resolve(null);
  let queued: Promise<DropStateMessage | null> | undefined;

  function readFresh(): Promise<DropStateMessage | null> {
    // A read that has already begun may miss what the asker knows of, so askers share the next one.
    queued ??= running
      .catch(() => null)
      .then(() => {
        queued = undefined;
        running = readDropState(hub, dropId).then(notice);
        return running;
      });
    return queued;
  }

  function notice(state: DropStateMessage | null): DropStateMessage | null {
    if (state === null) return null;
    if (seen === null) seen = seenAt(state, state.ts);
    else if (isOther(seen.state, state)) changed();
    return state;
  }

  function changed(): void {
    if (isRunning) mustRunAgain = true;
    if (isClosed || isRunning || planned !== undefined) return;
    const waitMs = toldAt + emitIntervalMs(audience.size()) - performance.now();
    plan(Math.max(0, waitMs));
  }

  function plan(inMs: number): void {
    planned = setTimeout(() => {
      planned = undefined;
      void lookAndTell();
    }, inMs);
  }

  async function lookAndTell(): Promise<void> {
    isRunning = true;
    mustRunAgain = false;
    try {
      const state = await readFresh();
      if (state !== null && !isClosed) tell(state);
    } catch (error) {
      hub.log.error({ err: error, dropId }, 'the state of a drop could not be read');
      if (!isClosed) plan(RETRY_MS);
    }
    isRunning = false;
    if (mustRunAgain) changed();
  }

  function tell(state: DropStateMessage): void {
    const before = seen ?? seenAt(state, state.ts);
    const after = seenAt(state, state.ts);
    seen ??= after;
    if (!isOther(before.state, state) && before.phase === after.phase) return;
    seen = after;
    toldAt = performance.now();
    audience.state(state);
    clearTimeout(burstEnd);
    burstEnd = setTimeout(() => repeat(state), BURST_END_MS);
    for (const { kind, text } of momentsBetween(before, after)) {
      const { p, d, ep, v, ts } = state;
      const moment: DropMoment = { p, d, ep, v, ts, n: nextMoment(), kind, text };
      moments = [...recentMoments(), moment];
      audience.moment(moment);
    }
  }

  function repeat(state: DropStateMessage): void {
    if (isClosed) return;
    repeatedAt = performance.now();
    audience.snap(state);
  }

  function recentMoments(): DropMoment[] {
    const now = hub.clock.now().getTime();
    return moments.filter(({ ts }) => now - ts <= MOMENT_FRESH_MS);
  }

  function tick(): void {
    if (seen && dropPhase(seen.state.facts, hub.clock.now().getTime()) !== seen.phase) changed();
    if (performance.now() - repeatedAt < REPEAT_MS) return;
    repeatedAt = performance.now();
    // A database that does not answer is told by silence, never by repeating what was once true.
    readFresh().then(
      (state) => state && repeat(state),
      (error: unknown) => hub.log.error({ err: error, dropId }, 'a drop could not be repeated'),
    );
  }

  return {
    readFresh,
    changed,
    version: () => seen?.state.v ?? null,
    tick,
    recentMoments,
    close: () => {
      isClosed = true;
      clearTimeout(planned);
      clearTimeout(burstEnd);
    },
  };
}

/** A later read of the same life of the database, or of another one. */
function isOther(have: DropStateMessage, state: DropStateMessage): boolean {
  return have.ep !== state.ep || have.v < state.v;
}
