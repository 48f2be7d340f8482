import type { DropClaims, DropMoment, DropStateMessage } from '../protocol/live-events.ts';
import { createCrowd, type FollowingSocket } from './crowd.ts';
import { emitIntervalMs } from './rules/emit-interval.ts';

/** A namespace whose sockets are told of drops. */
export type TellingNamespace = { local: { to(room: string): Told & { volatile: Told } } };
type Told = {
  emit(event: 'drop:state' | 'drop:snap', message: DropStateMessage): boolean;
  emit(event: 'drop:moment', message: DropMoment): boolean;
  emit(event: 'drop:claims', message: DropClaims): boolean;
};

/** The sockets that follow one drop. */
export type Audience = {
  size(): number;
  add(socket: FollowingSocket): Promise<void>;
  remove(socket: FollowingSocket): void;
  /** May get lost for a slow receiver: the next one says it all again. */
  state(message: DropStateMessage): void;
  snap(message: DropStateMessage): void;
  moment(message: DropMoment): void;
  /** May get lost. */
  claims(message: DropClaims): void;
  /** Least milliseconds between two states that somebody here may be told. */
  intervalMs(): number;
  /** In how many milliseconds viewers may be told what they still lack; null: they lack nothing. */
  owedInMs(): number | null;
};

/** Overlays are told ten states a second. */
const STAGE_INTERVAL_MS = 100;
/** A timer that is this early is on time. */
const SLACK_MS = 5;
/** Viewers need not see every second of demand. */
const VIEWERS_HEAR_CLAIMS_EVERY = 5;

/**
 * Sends to a drop's sockets in chunks, each in a turn of the loop of its own: a broadcast never
 * blocks for long, and a volatile message is never dropped because of another one in its turn.
 * Overlays are told every state; the more viewers there are, the longer they wait for theirs, and
 * it is read when their turn has come. Only to sockets of this node: every node reads for itself and tells its own.
 */
export function createAudience(live: TellingNamespace, dropId: string): Audience {
  const stages = createCrowd(`drop:${dropId}:stage`);
  const viewers = createCrowd(`drop:${dropId}`);
  let toldViewersAt = Number.NEGATIVE_INFINITY;
  let owed: DropStateMessage | null = null;
  let pulses = 0;

  function toEverybody(send: (room: string) => void): void {
    stages.inTurns(send);
    viewers.inTurns(send);
  }

  function viewersDueInMs(): number {
    return toldViewersAt + emitIntervalMs(viewers.size()) - performance.now();
  }

  function tellViewers(): void {
    if (owed === null) return;
    const message = owed;
    owed = null;
    toldViewersAt = performance.now();
    viewers.inTurns((room) => live.local.to(room).volatile.emit('drop:state', message));
  }

  return {
    size: () => stages.size() + viewers.size(),
    add: (socket) => (socket.data.pass === null ? viewers : stages).add(socket),
    remove: (socket) => void (viewers.remove(socket) || stages.remove(socket)),
    state: (message) => {
      stages.inTurns((room) => live.local.to(room).volatile.emit('drop:state', message));
      owed = message;
      if (viewersDueInMs() <= SLACK_MS) tellViewers();
    },
    snap: (message) => {
      owed = null;
      toEverybody((room) => live.local.to(room).emit('drop:snap', message));
    },
    moment: (message) => {
      // Nobody hears "sold out" beside a number that is not zero yet.
      tellViewers();
      toEverybody((room) => live.local.to(room).emit('drop:moment', message));
    },
    claims: (message) => {
      const send = (room: string) => live.local.to(room).volatile.emit('drop:claims', message);
      stages.inTurns(send);
      if (pulses % VIEWERS_HEAR_CLAIMS_EVERY === 0) viewers.inTurns(send);
      pulses += 1;
    },
    intervalMs: () => (stages.size() > 0 ? STAGE_INTERVAL_MS : emitIntervalMs(viewers.size())),
    owedInMs: () => (owed === null ? null : Math.max(0, viewersDueInMs())),
  };
}
