import { io, type Socket } from 'socket.io-client';
import {
  CONTROL_NAMESPACE,
  type ControlToClient,
  type ControlToServer,
  type Desk,
  type DockAnswer,
  type DockCommand,
} from '../../server/protocol/dock.ts';
import type { DropStateMessage } from '../../server/protocol/live-events.ts';
import { createClockSync } from '../shared/clock-sync.ts';

/** A dock's line to the hub. */
export type ControlLine = {
  /** The server's time, epoch milliseconds. */
  now(): number;
  /** False while `now` is only an estimate: the computer has slept, or somebody set its clock. */
  isTimeSure(): boolean;
  follow(dropId: string): void;
  /** Tells a command until it is answered. Never throws. */
  send(command: DockCommand): Promise<DockAnswer>;
  leave(): void;
};

const ANSWER_WITHIN_MS = 4_000;
const TRIES = 4;

/** Opens the line with the dock's key, and comes back after every loss, never in step with others. */
export function openControlLine(given: {
  key: string;
  onDesk: (desk: Desk) => void;
  onState: (state: DropStateMessage) => void;
  onConnected: (isConnected: boolean) => void;
  /** The hub does not know the key any more. */
  onUnknown: () => void;
}): ControlLine {
  const clock = createClockSync();
  let comeBack: ReturnType<typeof setTimeout> | undefined;
  let isLeft = false;
  /** The drop that its creator chose; the hub forgets it with the connection. */
  let chosen: string | null = null;
  const socket: Socket<ControlToClient, ControlToServer> = io(CONTROL_NAMESPACE, {
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    forceNew: true,
    timeout: 5_000,
    reconnectionDelay: 500,
    reconnectionDelayMax: 3_000,
    randomizationFactor: 0.5,
    auth: { key: given.key },
  });

  function connectLater(inMs: number): void {
    clearTimeout(comeBack);
    if (!isLeft) comeBack = setTimeout(() => socket.connect(), inMs);
  }
  function hear(state: DropStateMessage): void {
    clock.seed(state.ts);
    given.onState(state);
  }
  function measureClock(): void {
    void clock.measure((c0) => {
      const asked = socket.connected ? socket.io.engine : null;
      return socket
        .timeout(ANSWER_WITHIN_MS)
        .emitWithAck('clock', c0)
        .catch((error: unknown) => {
          // A line that does not answer, after a sleep for instance, is worth nothing; one that has
          // come since was not asked.
          asked?.close();
          throw error;
        });
    });
  }
  const stopWatching = clock.watch(() => {
    if (socket.connected) measureClock();
  });

  socket.on('connect', () => {
    if (chosen !== null) socket.emit('ctl:follow', { d: chosen }, () => {});
    given.onConnected(true);
    measureClock();
  });
  socket.on('disconnect', (reason) => {
    given.onConnected(false);
    if (reason === 'io server disconnect') connectLater(1_000 + Math.random() * 1_000);
  });
  socket.on('connect_error', (error) => {
    given.onConnected(false);
    if (socket.active) return;
    if (codeOf(error) === 'dock_unknown') given.onUnknown();
    else connectLater(2_000 + Math.random() * 2_000);
  });
  socket.on('bye', ({ comeBackInMs }) => {
    socket.disconnect();
    connectLater(comeBackInMs);
  });
  socket.on('ctl:desk', given.onDesk);
  socket.on('drop:state', hear);
  socket.on('drop:snap', hear);

  async function send(command: DockCommand): Promise<DockAnswer> {
    for (let attempt = 1; attempt <= TRIES; attempt += 1) {
      // What was pressed is carried out now or not at all, never when the line is back.
      if (!socket.connected) break;
      try {
        return await socket.timeout(ANSWER_WITHIN_MS).emitWithAck('ctl:do', command);
      } catch {
        // The same command again: the hub carries out each id once.
      }
    }
    return { result: 'failed', message: 'The hub did not answer. See what stands.', state: null };
  }

  return {
    now: clock.now,
    isTimeSure: clock.isSure,
    follow: (d) => {
      chosen = d;
      if (socket.connected) socket.emit('ctl:follow', { d }, () => {});
    },
    send,
    leave: () => {
      isLeft = true;
      stopWatching();
      clearTimeout(comeBack);
      socket.disconnect();
    },
  };
}

function codeOf(error: Error): string {
  const data = 'data' in error ? error.data : null;
  if (typeof data === 'object' && data !== null && 'code' in data) return String(data.code);
  return 'bug';
}
