import { io, type Socket } from 'socket.io-client';
import type { OverlayReport } from '../../server/protocol/live.ts';
import {
  type ClientToServer,
  type DropClaims,
  type DropMoment,
  type DropStateMessage,
  type JoinAnswer,
  LIVE_NAMESPACE,
  type LiveRole,
  type OverlayCommand,
  type ServerToClient,
} from '../../server/protocol/live-events.ts';
import { createClockSync } from './clock-sync.ts';
import { isNewer } from './newer-state.ts';
import { type Staleness, stalenessOf } from './staleness.ts';

/** A page's line to one drop. */
export type LiveDrop = {
  /** The server's time, epoch milliseconds; right within 250 ms whatever the local clock says. */
  now(): number;
  /** False while `now` is only an estimate: the computer has slept, or somebody set its clock. */
  isTimeSure(): boolean;
  state(): DropStateMessage | null;
  /** Milliseconds since the hub last said what is true; infinite before its first word. */
  ageMs(): number;
  /** Follows another drop from now on; null: none. */
  follow(dropId: string | null): void;
  /** An overlay says how it is doing; lost when the line is down, for the next one says it all. */
  report(report: OverlayReport): void;
  /** Connects anew, with fresh `auth`. */
  reconnect(): void;
  leave(): void;
};

export type JoinOptions = {
  /** Origin of the hub; empty for the page's own. */
  origin: string;
  dropId: string | null;
  role: LiveRole;
  /** What the page was delivered with, so that only something newer calls `onState`. */
  first?: DropStateMessage;
  /** Asked before every connection. */
  auth?: () => Promise<Record<string, string>>;
  onState: (state: DropStateMessage) => void;
  /** Only moments younger than 3 s, each once. */
  onMoment?: (moment: DropMoment) => void;
  /** How fast units go; some of these get lost. */
  onClaims?: (claims: DropClaims) => void;
  /** Called when the trust in the shown stock changes. */
  onStaleness?: (staleness: Staleness) => void;
  onCommand?: (command: OverlayCommand) => void;
  onConnected?: (isConnected: boolean) => void;
  /** The hub said no; `code` is a problem code. It is asked again a little later. */
  onRefused?: (code: string) => void;
};

const ANSWER_WITHIN_MS = 5_000;
/** The hub repeats the whole state every 5 s; this long without it means that the line is broken. */
const SILENCE_MS = 8_000;
const MOMENT_FRESH_MS = 3_000;

/**
 * Follows a drop: joins, resyncs, keeps the clock, and comes back after every loss of the
 * connection, for ever and never in step with everybody else.
 */
export function joinDrop(options: JoinOptions): LiveDrop {
  const clock = createClockSync();
  let followedAt = performance.now();
  let dropId = options.dropId;
  let state = options.first ?? null;
  let heardAt: number | null = options.first ? followedAt : null;
  let staleness: Staleness = 'fresh';
  let lastMoment = 0;
  let askedAt = 0;
  let isLeft = false;
  let comeBack: ReturnType<typeof setTimeout> | undefined;
  let askAgain: ReturnType<typeof setTimeout> | undefined;
  if (state) clock.seed(state.ts);

  const socket: Socket<ServerToClient, ClientToServer> = io(options.origin + LIVE_NAMESPACE, {
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    forceNew: true,
    timeout: ANSWER_WITHIN_MS,
    reconnectionDelay: 500,
    reconnectionDelayMax: 3_000,
    randomizationFactor: 0.5,
    auth: (give) => {
      if (options.auth) void options.auth().then(give, () => give({}));
      else give({});
    },
  });

  socket.on('connect', () => {
    options.onConnected?.(true);
    measureClock();
    ask('drop:join');
  });
  socket.on('disconnect', (reason) => {
    options.onConnected?.(false);
    if (reason === 'io server disconnect') connectLater(jitter(1_000, 2_000));
  });
  socket.on('connect_error', (error) => {
    if (socket.active) return;
    options.onRefused?.(codeOf(error));
    connectLater(jitter(2_000, 3_000));
  });
  socket.on('bye', ({ comeBackInMs }) => {
    socket.disconnect();
    connectLater(comeBackInMs);
  });
  socket.on('drop:state', hear);
  socket.on('drop:snap', hear);
  socket.on('drop:moment', hearMoment);
  socket.on('drop:claims', (claims) => {
    if (claims.d === dropId) options.onClaims?.(claims);
  });
  socket.on('ovl:cmd', (command) => options.onCommand?.(command));

  function ask(event: 'drop:join' | 'drop:resync'): void {
    const d = dropId;
    if (d === null) return;
    askedAt = performance.now();
    const answered = (error: Error | null, answer: JoinAnswer) => {
      if (isLeft || d !== dropId) return;
      if (error !== null) return breakLine();
      takeAnswer(answer);
    };
    if (event === 'drop:resync') {
      socket.timeout(ANSWER_WITHIN_MS).emit('drop:resync', { d }, answered);
      return;
    }
    const have = state === null || state.d !== d ? {} : { have: { ep: state.ep, v: state.v } };
    socket
      .timeout(ANSWER_WITHIN_MS)
      .emit('drop:join', { d, role: options.role, ...have }, answered);
  }

  function takeAnswer(answer: JoinAnswer): void {
    if (!answer.ok) {
      options.onRefused?.(answer.code);
      clearTimeout(askAgain);
      askAgain = setTimeout(() => socket.connected && ask('drop:join'), jitter(3_000, 3_000));
      return;
    }
    clock.seed(answer.now);
    hear(answer.snap);
    for (const moment of answer.moments) hearMoment(moment);
  }

  function hear(message: DropStateMessage): void {
    if (message.d !== dropId) return;
    clock.seed(message.ts);
    heardAt = performance.now();
    if (isNewer(state, message)) {
      state = message;
      options.onState(message);
    }
    judgeStaleness();
  }

  function hearMoment(moment: DropMoment): void {
    if (moment.d !== dropId || moment.n <= lastMoment) return;
    lastMoment = moment.n;
    if (clock.now() - moment.ts <= MOMENT_FRESH_MS) options.onMoment?.(moment);
  }

  function measureClock(): void {
    void clock.measure((c0) => socket.timeout(ANSWER_WITHIN_MS).emitWithAck('clock', c0));
  }

  function ageMs(): number {
    return heardAt === null ? Number.POSITIVE_INFINITY : performance.now() - heardAt;
  }

  function judgeStaleness(): void {
    // Before the first word nothing is shown that could be old.
    const next = stalenessOf(heardAt === null ? performance.now() - followedAt : ageMs());
    if (next === staleness) return;
    staleness = next;
    options.onStaleness?.(next);
  }

  /** A line that is open but silent is worth nothing: the client opens another one. */
  function breakLine(): void {
    if (socket.connected) socket.io.engine.close();
  }

  function connectLater(inMs: number): void {
    clearTimeout(comeBack);
    if (isLeft) return;
    comeBack = setTimeout(() => socket.connect(), inMs);
  }

  const ticker = setInterval(() => {
    judgeStaleness();
    if (!socket.connected || dropId === null) return;
    const sinceAskedMs = performance.now() - askedAt;
    if (ageMs() > SILENCE_MS && sinceAskedMs > SILENCE_MS) ask('drop:resync');
  }, 1_000);

  const stopWatching = clock.watch((sleptMs) => {
    if (heardAt !== null) heardAt -= sleptMs;
    judgeStaleness();
    if (!socket.connected) return;
    measureClock();
    ask('drop:resync');
  });

  const onVisible = () => {
    if (document.visibilityState !== 'visible' || !socket.connected) return;
    measureClock();
    ask('drop:resync');
  };
  if (typeof document !== 'undefined') document.addEventListener('visibilitychange', onVisible);

  return {
    now: clock.now,
    isTimeSure: clock.isSure,
    state: () => state,
    ageMs,
    follow: (next) => {
      if (next === dropId) return;
      dropId = next;
      state = null;
      heardAt = null;
      followedAt = performance.now();
      if (socket.connected) ask('drop:join');
    },
    report: (report) => {
      if (socket.connected) socket.volatile.emit('ovl:report', report);
    },
    reconnect: () => {
      socket.disconnect();
      connectLater(0);
    },
    leave: () => {
      isLeft = true;
      clearInterval(ticker);
      stopWatching();
      clearTimeout(comeBack);
      clearTimeout(askAgain);
      if (typeof document !== 'undefined')
        document.removeEventListener('visibilitychange', onVisible);
      socket.disconnect();
    },
  };
}

function jitter(atLeastMs: number, upToMoreMs: number): number {
  return atLeastMs + Math.random() * upToMoreMs;
}

function codeOf(error: Error): string {
  const data = 'data' in error ? error.data : null;
  if (typeof data === 'object' && data !== null && 'code' in data) return String(data.code);
  return 'bug';
}
