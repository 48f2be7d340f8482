/**
 * A line to the hub's `/live` channel in a kilobyte. It speaks just enough Engine.IO 4 and
 * Socket.IO 5 over one WebSocket: open, ping, namespace connect, events and acknowledgements.
 * Source: the protocol documents of both projects. The full client would be five times the widget.
 */
export type LiveLine = {
  /** Resolves with the answer; never when the line breaks first. */
  ask(event: string, data: unknown): Promise<unknown>;
  /** The line may have died in a sleep: it has two seconds to say something. */
  doubt(): void;
  close(): void;
};

const NAMESPACE = '/live,';
/** The hub says something every 5 s; this long without a word the line is dead. */
const SILENCE_MS = 12_000;
const DOUBT_MS = 2_000;

/** Opens the line and opens it again after every loss, jittered, until it is closed. */
export function openLiveLine(
  hub: string,
  on: { open: (line: LiveLine) => void; event: (name: string, data: unknown) => void },
): LiveLine {
  let socket: WebSocket | undefined;
  let watchdog: ReturnType<typeof setTimeout> | undefined;
  let comeBack: ReturnType<typeof setTimeout> | undefined;
  let asked = 0;
  let failures = 0;
  let byeMs = 0;
  let isClosed = false;
  const waiting = new Map<number, (answer: unknown) => void>();

  const line: LiveLine = {
    ask: (event, data) =>
      new Promise((resolve) => {
        asked += 1;
        waiting.set(asked, resolve);
        socket?.send(`42${NAMESPACE}${asked}${JSON.stringify([event, data])}`);
      }),
    doubt: () => socket && listenForSilence(socket, DOUBT_MS),
    close: () => {
      isClosed = true;
      clearTimeout(comeBack);
      clearTimeout(watchdog);
      socket?.close();
    },
  };

  function connect(): void {
    const url = `${hub.replace(/^http/, 'ws')}/socket.io/?EIO=4&transport=websocket`;
    const fresh = new WebSocket(url);
    socket = fresh;
    listenForSilence(fresh);
    fresh.onmessage = ({ data }) => {
      listenForSilence(fresh);
      hear(fresh, String(data));
    };
    fresh.onclose = () => {
      clearTimeout(watchdog);
      waiting.clear();
      if (isClosed || socket !== fresh) return;
      const waitMs = byeMs || Math.min(5_000, 500 * 2 ** failures) * (0.5 + Math.random());
      byeMs = 0;
      failures += 1;
      comeBack = setTimeout(connect, waitMs);
    };
  }

  function hear(from: WebSocket, packet: string): void {
    const body = packet.slice(2 + NAMESPACE.length);
    if (packet === '2') from.send('3');
    else if (packet.startsWith('0')) from.send(`40${NAMESPACE}`);
    else if (packet.startsWith(`40${NAMESPACE}`)) {
      failures = 0;
      on.open(line);
    } else if (packet.startsWith(`42${NAMESPACE}`)) {
      const [name, data] = JSON.parse(body);
      if (name === 'bye') byeMs = Number(data.comeBackInMs) || 0;
      else on.event(name, data);
    } else if (packet.startsWith(`43${NAMESPACE}`)) {
      const at = body.indexOf('[');
      waiting.get(Number(body.slice(0, at)))?.(JSON.parse(body.slice(at))[0]);
      waiting.delete(Number(body.slice(0, at)));
    } else if (packet.startsWith(`41${NAMESPACE}`) || packet.startsWith(`44${NAMESPACE}`)) {
      from.close();
    }
  }

  function listenForSilence(current: WebSocket, forMs = SILENCE_MS): void {
    clearTimeout(watchdog);
    watchdog = setTimeout(() => current.close(), forMs);
  }

  connect();
  return line;
}
