import { createServer, request as httpRequest } from 'node:http';
import { connect } from 'node:net';

const LOOK_EVERY_MILLISECONDS = 500;

/**
 * A small balancer for nodes on this machine: requests and websockets go round, long polling stays
 * with one node by the client's address, and a node that does not answer `/readyz` is left out.
 * Bodies are read whole before they are sent on, so that a refused connection can try the next node.
 * @param {{ port: number, nodes: number[] }} given ports on 127.0.0.1; port 0 takes a free one
 * @returns {Promise<{ port: number, close(): Promise<void> }>}
 */
export async function startBalancer({ port, nodes }) {
  const ready = new Set(nodes);
  /** @type {Set<import('node:net').Socket>} */
  const open = new Set();
  let turn = 0;

  /** The nodes to try, best first. @param {import('node:http').IncomingMessage} request */
  function nodesFor({ url = '', socket }) {
    const candidates = nodes.filter((node) => ready.has(node));
    if (candidates.length === 0) return nodes;
    const isPolling = url.startsWith('/socket.io/') && url.includes('transport=polling');
    turn += 1;
    const first = (isPolling ? hashOf(socket.remoteAddress ?? '') : turn) % candidates.length;
    return [...candidates.slice(first), ...candidates.slice(0, first)];
  }

  const server = createServer(async (request, response) => {
    const body = await readAll(request).catch(() => null);
    if (body === null) return response.destroy();
    const headers = forwardedHeaders(request);
    for (const node of nodesFor(request)) {
      const target = { agent: false, host: '127.0.0.1', port: node, path: request.url, headers };
      const answer = await ask({ ...target, method: request.method }, body);
      if (answer === 'refused') continue;
      if (answer === 'broken') break;
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      return answer.pipe(response).once('error', () => answer.destroy());
    }
    return response.writeHead(503, { 'Retry-After': '1' }).end('No node answers.\n');
  });

  server.on('upgrade', (request, near, head) => {
    const [node = 0] = nodesFor(request);
    const far = connect(node, '127.0.0.1', () => {
      const lines = Object.entries(forwardedHeaders(request)).map(
        ([name, text]) => `${name}: ${text}`,
      );
      far.write(`GET ${request.url} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
      far.write(head);
      near.pipe(far).pipe(near);
    });
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ]) {
      socket?.on('error', () => other?.destroy()).on('close', () => other?.destroy());
    }
  });
  server.on('connection', (socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });

  const looking = setInterval(() => {
    for (const node of nodes) {
      void isReady(node).then((yes) => (yes ? ready.add(node) : ready.delete(node)));
    }
  }, LOOK_EVERY_MILLISECONDS);
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(undefined));
  });
  return {
    port: /** @type {import('node:net').AddressInfo} */ (server.address()).port,
    close: async () => {
      clearInterval(looking);
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of open) socket.destroy();
      await closed;
    },
  };
}

/** @param {number} node a port @returns {Promise<boolean>} */
export async function isReady(node) {
  const answer = await fetch(`http://127.0.0.1:${node}/readyz`).catch(() => null);
  await answer?.body?.cancel();
  return answer?.ok === true;
}

/**
 * The answer; `refused` when the node did not even take the connection, so that another one may be
 * asked; `broken` when nobody knows what became of the request.
 * @param {import('node:http').RequestOptions} target @param {Buffer} body
 * @returns {Promise<import('node:http').IncomingMessage | 'refused' | 'broken'>}
 */
function ask(target, body) {
  return new Promise((resolve) => {
    const asking = httpRequest(target, resolve);
    asking.once('error', (/** @type {NodeJS.ErrnoException} */ { code }) =>
      resolve(code === 'ECONNREFUSED' ? 'refused' : 'broken'),
    );
    asking.end(body);
  });
}

/** What the client said, and from where it said it. @param {import('node:http').IncomingMessage} request */
function forwardedHeaders({ headers, socket }) {
  const before = headers['x-forwarded-for'];
  const from = socket.remoteAddress ?? '';
  return { ...headers, 'x-forwarded-for': before ? `${before}, ${from}` : from };
}

/** @param {import('node:http').IncomingMessage} request @returns {Promise<Buffer>} */
async function readAll(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** @param {string} text */
function hashOf(text) {
  return [...text].reduce((hash, letter) => (hash * 31 + letter.charCodeAt(0)) >>> 0, 7);
}
