import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

export type HttpAnswer = { status: number; body: string };

/** Longer than any hub may take; past it the answer counts as lost. */
const PATIENCE_MS = 60_000;

/**
 * One kept-alive HTTP/1.1 connection on a bare socket, one request at a time. The load generator
 * shares the machine with the hub, and an HTTP client costs several times as much as this.
 */
export class Connection {
  readonly #socket: Socket;
  #received = '';
  #answer: ((answer: HttpAnswer | null) => void) | null = null;

  static async open({ hostname, port }: URL): Promise<Connection> {
    const socket = connect({ host: hostname, port: Number(port), noDelay: true });
    await once(socket, 'connect');
    return new Connection(socket);
  }

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setEncoding('latin1').setTimeout(PATIENCE_MS, () => socket.destroy());
    socket.on('data', (text: string) => this.#read(text));
    socket.on('error', () => undefined);
    socket.on('close', () => this.#settle(null));
  }

  /** Sends a whole request, and gives its answer, or null when the connection was lost. */
  ask(request: string): Promise<HttpAnswer | null> {
    return new Promise((resolve) => {
      if (this.#socket.destroyed) return resolve(null);
      this.#answer = resolve;
      this.#socket.write(request, 'latin1');
    });
  }

  close(): void {
    this.#socket.destroy();
  }

  #read(text: string): void {
    this.#received += text;
    const headEnd = this.#received.indexOf('\r\n\r\n');
    if (headEnd < 0) return;
    const head = this.#received.slice(0, headEnd);
    const body = this.#received.slice(headEnd + 4);
    const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
    const isWhole = length === undefined ? body.endsWith('0\r\n\r\n') : body.length >= +length;
    if (!isWhole) return;
    this.#received = '';
    this.#settle({ status: Number(head.slice(9, 12)), body });
  }

  #settle(answer: HttpAnswer | null): void {
    const settle = this.#answer;
    this.#answer = null;
    settle?.(answer);
  }
}
