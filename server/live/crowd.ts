/** A socket of any namespace that follows drops; with a pass it is an overlay or a dock. */
export type FollowingSocket = {
  id: string;
  data: { dropId: string | null; pass: object | null };
  join(room: string): Promise<void> | void;
  leave(room: string): Promise<void> | void;
};

/** Sockets that are told the same at the same time. */
export type Crowd = {
  size(): number;
  add(socket: FollowingSocket): Promise<void>;
  /** True when it was here. */
  remove(socket: FollowingSocket): boolean;
  /** Calls `send` with the room of each chunk, each in a turn of the loop of its own. */
  inTurns(send: (room: string) => void): void;
};

/** One broadcast to so many sockets takes about 10 ms of the loop. */
const CHUNK = 500;

/** A crowd whose rooms are `<name>:0`, `<name>:1`, … */
export function createCrowd(name: string): Crowd {
  const chunkOf = new Map<string, number>();
  const sizes: number[] = [];
  const turns: (() => void)[] = [];

  function roomOf(chunk: number): string {
    return `${name}:${chunk}`;
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
      if (chunk === undefined) return false;
      chunkOf.delete(socket.id);
      sizes[chunk] = (sizes[chunk] ?? 1) - 1;
      void socket.leave(roomOf(chunk));
      return true;
    },
    inTurns: (send) => {
      const isIdle = turns.length === 0;
      sizes.forEach((size, chunk) => {
        if (size > 0) turns.push(() => send(roomOf(chunk)));
      });
      if (isIdle && turns.length > 0) setImmediate(takeTurn);
    },
  };
}
