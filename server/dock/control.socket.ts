import type { Namespace, Server, Socket } from 'socket.io';
import { handshakeOrigin } from '../live/admit-socket.ts';
import { createDropFeeds, type DropFeeds } from '../live/drop-feeds.ts';
import { type Allowance, fullAllowance, isAbusive, spend } from '../live/rules/allowance.ts';
import type { Hub } from '../platform/hub.ts';
import { Problem, toProblem } from '../platform/problem.ts';
import { dockCommandSchema, followSchema } from '../protocol/dock.schema.ts';
import {
  CONTROL_NAMESPACE,
  type ControlToClient,
  type ControlToServer,
  type Desk,
  type DockAnswer,
} from '../protocol/dock.ts';
import { clockRequest } from '../protocol/live.schema.ts';
import { doCommand } from './do-command.ts';
import { type Dock, readDock } from './read-dock.ts';
import { readStateFor } from './read-state-for.ts';
import { type Seat, watchDesks } from './watch-desks.ts';

type ControlData = {
  dock: Dock;
  /** As the feeds ask it: a dock is told every state, as overlays are. */
  pass: Dock;
  allowance: Allowance;
  /** The drop that it follows; as the feeds keep it. */
  dropId: string | null;
  seat: Seat;
};
type ControlSocket = Socket<ControlToServer, ControlToClient, object, ControlData>;
type ControlNamespace = Namespace<ControlToServer, ControlToClient, object, ControlData>;

const COME_BACK_WITHIN_MS = 3_000;

/**
 * Serves `/control`: docks only, each with its key, and only from our own pages. A dock gets the state
 * of its drop ten times a second, its desk when that differs, and an answer to every command.
 */
export function serveControl(io: Server, hub: Hub): { close(): Promise<void> } {
  const control: ControlNamespace = io.of(CONTROL_NAMESPACE);
  const feeds = createDropFeeds(hub, control);
  const desks = watchDesks(hub);

  control.use((socket, next) => {
    admit(hub, socket).then(
      () => next(),
      (error: unknown) => {
        const { code, message } = toProblem(error).toView();
        next(Object.assign(new Error(message), { data: { code, message } }));
      },
    );
  });
  control.on('connection', (socket) => {
    socket.data.seat = seatOf(hub, { socket, feeds });
    desks.welcome(socket.data.seat);
    answer(hub, socket, () => desks.look());
    socket.on('disconnect', () => {
      desks.leave(socket.data.seat);
      feeds.leave(socket);
    });
  });

  return {
    close: async () => {
      desks.close();
      feeds.close();
      for (const socket of control.sockets.values()) {
        const comeBackInMs = Math.round(500 + Math.random() * (COME_BACK_WITHIN_MS - 500));
        socket.emit('bye', { why: 'restart', comeBackInMs });
      }
      await new Promise((resolve) => setTimeout(resolve, control.sockets.size > 0 ? 100 : 0));
      control.local.disconnectSockets(true);
      await control.adapter.close();
    },
  };
}

/** Throws `dock_unknown` for a key that waits, was revoked or never was, and for another site. */
async function admit(hub: Hub, socket: ControlSocket): Promise<void> {
  if (handshakeOrigin(hub, socket.request).kind !== 'own') throw new Problem('dock_unknown');
  const key: unknown = socket.handshake.auth.key;
  if (typeof key !== 'string' || key.length > 64) throw new Problem('dock_unknown');
  const dock = await readDock(hub, key);
  const allowance = fullAllowance(performance.now());
  Object.assign(socket.data, { dock, pass: dock, allowance, dropId: null });
}

/** One connected dock, as whoever looks after desks sees it. */
function seatOf(hub: Hub, { socket, feeds }: { socket: ControlSocket; feeds: DropFeeds }): Seat {
  const { dock } = socket.data;
  let following: string | null = null;
  return {
    dock,
    chosen: null,
    tell: async (desk: Desk) => {
      socket.emit('ctl:desk', desk);
      const dropId = desk.drop?.id ?? null;
      if (dropId === following) return;
      following = dropId;
      if (dropId === null) return feeds.leave(socket);
      const feed = await feeds.follow(socket, dropId);
      const snap = await feed.readFresh();
      if (!socket.connected) feeds.leave(socket);
      else if (snap && following === dropId) socket.emit('drop:snap', snap);
    },
    end: () => {
      hub.log.info({ dockId: dock.id }, 'a dock was put off the line');
      socket.disconnect(true);
    },
  };
}

function answer(hub: Hub, socket: ControlSocket, lookSoon: () => void): void {
  socket.on('ctl:follow', (request, reply) => {
    if (!mayAsk(socket) || typeof reply !== 'function') return;
    const parsed = followSchema.safeParse(request);
    if (parsed.success) socket.data.seat.chosen = parsed.data.d;
    reply({ ok: parsed.success });
    lookSoon();
  });

  socket.on('ctl:do', (command, reply) => {
    if (typeof reply !== 'function') return;
    void carryOut(hub, socket, command).then((said) => {
      reply(said);
      lookSoon();
    });
  });

  socket.on('clock', (c0, reply) => {
    const s1 = hub.clock.now().getTime();
    if (!mayAsk(socket) || typeof reply !== 'function') return;
    if (clockRequest.safeParse(c0).success) reply({ c0, s1, s2: hub.clock.now().getTime() });
  });
}

/** Whatever is sent gets an answer, never a crash. */
async function carryOut(hub: Hub, socket: ControlSocket, raw: unknown): Promise<DockAnswer> {
  const { dock } = socket.data;
  const parsed = dockCommandSchema.safeParse(raw);
  try {
    if (!mayAsk(socket)) throw new Problem('too_many_requests');
    if (!parsed.success) {
      throw new Problem('bad_input', { message: parsed.error.issues[0]?.message ?? '' });
    }
    return { result: 'ok', state: await doCommand(hub, dock, parsed.data) };
  } catch (error) {
    const problem = toProblem(error);
    if (problem.code === 'bug') hub.log.error({ err: error }, 'a command of a dock broke');
    const state = parsed.success ? await readStateFor(hub, dock, parsed.data.d) : null;
    return { result: RESULTS[problem.code] ?? 'failed', message: problem.message, state };
  }
}

const RESULTS: Partial<Record<Problem['code'], 'conflict' | 'limit' | 'forbidden'>> = {
  dock_conflict: 'conflict',
  idempotency_conflict: 'conflict',
  drop_not_running: 'conflict',
  drop_over: 'conflict',
  dock_limit: 'limit',
  dock_forbidden: 'forbidden',
};

function mayAsk(socket: ControlSocket): boolean {
  socket.data.allowance = spend(socket.data.allowance, performance.now());
  if (isAbusive(socket.data.allowance)) socket.disconnect(true);
  return socket.data.allowance.left >= 0;
}
