import type { DropMoment, DropStateMessage } from '../protocol/live-events.ts';
import type { LiveNamespace, LiveSocket } from './live-socket.ts';

/** The sockets that follow one drop. */
export type Audience = {
  size(): number;
  add(socket: LiveSocket): Promise<void>;
  remove(socket: LiveSocket): void;
  /** May get lost for a slow receiver: the next one says it all again. */
  state(message: DropStateMessage): void;
  snap(message: DropStateMessage): void;
  moment(message: DropMoment): void;
};

/** One broadcast to so many sockets takes about 10 ms of the loop. */
const CHUNK = 500;

/**
 * Sends to a drop's sockets in chunks, each in a turn of the loop of its own: a broadcast never
 * blocks for long, and a volatile message is never dropped because of another one in its turn.
 * Only to sockets of this node: every node reads for itself and tells its own.
 */
export function createAudience(live: LiveNamespace, dropId: string): Audience {
  const chunkOf = new Map<string, number>();
  const sizes: number[] = [];
  const turns: (() => void)[] = [];

  function roomOf(chunk: number): string {
    return `drop:${dropId}:${chunk}`;
  }

  function inTurns(send: (room: string) => void): void {
    const isIdle = turns.length === 0;
    sizes.forEach((size, chunk) => {
      if (size > 0) turns.push(() => send(roomOf(chunk)));
    });
    if (isIdle && turns.length > 0) setImmediate(takeTurn);
  }

  function takeTurn(): void {
    turns[0]?.();
    turns.shift();
    if (turns.length > 0) setImmediate(takeTurn);
  }

  return {
    size: () => chunkOf.size,
    add: async (socket) => {
      if (chunkOf.has(socket.id)) return;
      const free = sizes.findIndex((size) => size < CHUNK);
      const chunk = free === -1 ? sizes.length : free;
      sizes[chunk] = (sizes[chunk] ?? 0) + 1;
      chunkOf.set(socket.id, chunk);
      await socket.join(roomOf(chunk));
    },
    remove: (socket) => {
      const chunk = chunkOf.get(socket.id);
      if (chunk === undefined) return;
      chunkOf.delete(socket.id);
      sizes[chunk] = (sizes[chunk] ?? 1) - 1;
      void socket.leave(roomOf(chunk));
    },
    state: (message) => inTurns((room) => live.local.to(room).volatile.emit('drop:state', message)),
    snap: (message) => inTurns((room) => live.local.to(room).emit('drop:snap', message)),
    moment: (message) => inTurns((room) => live.local.to(room).emit('drop:moment', message)),
  };
}
