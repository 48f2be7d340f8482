import { readDropState } from '../drops/read-drop-state.ts';
import type { Hub } from '../platform/hub.ts';
import type { DropMoment, DropStateMessage } from '../protocol/live-events.ts';
import type { Audience } from './audience.ts';
import { createClaimsPulse } from './claims-pulse.ts';
import { hasTurned, momentsBetween, type SeenState, seenAt } from './rules/moments-between.ts';

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
  /** Called once a second: how fast units go. */
  pulse(): void;
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
  const claims = createClaimsPulse(hub, dropId, audience);
  let seen: SeenState | null = null;
  let moments: DropMoment[] = [];
  let toldAt = Number.NEGATIVE_INFINITY;
  let repeatedAt = performance.now();
  let isClosed = false;
  let isRunning = false;
  let mustRunAgain = false;
  let planned: { timer: ReturnType<typeof setTimeout>; at: number } | null = null;
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
    if (isClosed || isRunning) return;
    const waitMs = toldAt + audience.intervalMs() - performance.now();
    plan(Math.max(0, waitMs));
  }

  /** The next look: the earliest that was planned. */
  function plan(inMs: number): void {
    const at = performance.now() + inMs;
    if (planned !== null && planned.at <= at) return;
    clearTimeout(planned?.timer);
    const timer = setTimeout(() => {
      planned = null;
      void lookAndTell();
    }, inMs);
    planned = { timer, at };
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
    const owedInMs = audience.owedInMs();
    if (owedInMs !== null && !isClosed) plan(owedInMs);
  }

  function tell(state: DropStateMessage): void {
    const before = seen ?? seenAt(state, state.ts);
    const after = seenAt(state, state.ts);
    seen ??= after;
    const isNews = isOther(before.state, state) || hasTurned(before, after);
    if (!isNews && audience.owedInMs() === null) return;
    seen = after;
    toldAt = performance.now();
    audience.state(state);
    clearTimeout(burstEnd);
    burstEnd = setTimeout(() => repeat(state), BURST_END_MS);
    for (const happened of momentsBetween(before, after)) {
      const { p, d, ep, v, ts } = state;
      const moment: DropMoment = { p, d, ep, v, ts, n: nextMoment(), ...happened };
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
    if (seen && hasTurned(seen, seenAt(seen.state, hub.clock.now().getTime()))) changed();
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
    pulse: () => void (seen && claims.beat(seen.state)),
    recentMoments,
    close: () => {
      isClosed = true;
      clearTimeout(planned?.timer);
      clearTimeout(burstEnd);
    },
  };
}

/** A later read of the same life of the database, or of another one. */
function isOther(have: DropStateMessage, state: DropStateMessage): boolean {
  return have.ep !== state.ep || have.v < state.v;
}
