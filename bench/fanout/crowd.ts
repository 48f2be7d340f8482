import WebSocket from 'ws';
import type { Change } from './measured.ts';

/** Many viewers in one process, each with a websocket, who note what they are told and when. */
export type Crowd = {
  /** Messages of any kind since the last `forget`. */
  heard(): number;
  forget(): void;
  lastText(): string;
  /** Milliseconds from asking for a change until a viewer saw it, of each change and each viewer. */
  waits(changes: readonly Change[]): Float64Array;
  /** Whether no viewer was ever told an older version after a newer one. */
  isMonotone(): boolean;
  leave(): Promise<void>;
};

type Viewer = { socket: WebSocket; versions: number[]; at: number[] };

const AT_ONCE = 100;

/** Connects `size` viewers; with a drop they speak the channel's protocol and follow it. */
export async function gather(url: string, size: number, dropId?: string): Promise<Crowd> {
  const address = url.replace(/^http/, 'ws');
  const viewers: Viewer[] = [];
  let heard = 0;
  let lastText = '';

  function hear(viewer: Viewer, text: string): void {
    if (text === '2') {
      viewer.socket.send('3');
      return;
    }
    if (dropId !== undefined && !text.startsWith('42')) return;
    heard += 1;
    const version = versionOf(text);
    if (version === null) return;
    lastText = text;
    viewer.versions.push(version);
    viewer.at.push(performance.timeOrigin + performance.now());
  }

  function enter(): Promise<void> {
    return new Promise((resolve, reject) => {
      const socket = new WebSocket(address, { perMessageDeflate: false });
      const viewer: Viewer = { socket, versions: [], at: [] };
      socket.once('error', reject);
      if (dropId === undefined) socket.once('open', () => resolve());
      socket.on('message', (data: Buffer) => {
        const text = data.toString('latin1');
        if (dropId !== undefined) follow(socket, { text, dropId, onJoined: resolve });
        hear(viewer, text);
      });
      viewers.push(viewer);
    });
  }

  for (let entered = 0; entered < size; entered += AT_ONCE) {
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, size - entered) }, enter));
  }
  return {
    heard: () => heard,
    lastText: () => lastText,
    forget: () => {
      heard = 0;
      for (const viewer of viewers) {
        viewer.versions = [];
        viewer.at = [];
      }
    },
    waits: (changes) => waitsOf(viewers, changes),
    isMonotone: () => viewers.every(({ versions }) => isAscending(versions)),
    leave: async () => {
      for (const { socket } of viewers) socket.terminate();
      await new Promise((resolve) => setTimeout(resolve, 500));
    },
  };
}

/** The handshakes of Engine.IO 4 and Socket.IO 5, by hand: a full client for each would be the load. */
function follow(
  socket: WebSocket,
  { text, dropId, onJoined }: { text: string; dropId: string; onJoined: () => void },
): void {
  if (text.startsWith('0')) socket.send('40/live,');
  else if (text.startsWith('40/live,')) {
    socket.send(`42/live,0${JSON.stringify(['drop:join', { d: dropId, role: 'page' }])}`);
  } else if (text.startsWith('43/live,0')) onJoined();
}

function versionOf(text: string): number | null {
  const isState = text.includes('"drop:state"') || text.includes('"drop:snap"');
  const at = isState ? text.indexOf('"v":') : -1;
  return at === -1 ? null : Number.parseInt(text.slice(at + 4), 10);
}

/** A change is seen with the first state of its version or a later one. */
function waitsOf(viewers: readonly Viewer[], changes: readonly Change[]): Float64Array {
  const waits = new Float64Array(viewers.length * changes.length).fill(Number.POSITIVE_INFINITY);
  viewers.forEach(({ versions, at }, v) => {
    let next = 0;
    versions.forEach((version, heard) => {
      for (; next < changes.length; next += 1) {
        const change = changes[next];
        if (!change || change.version > version) return;
        waits[v * changes.length + next] = (at[heard] ?? 0) - change.askedAt;
      }
    });
  });
  return waits.sort();
}

function isAscending(versions: readonly number[]): boolean {
  return versions.every((version, at) => at === 0 || version >= (versions[at - 1] ?? 0));
}
