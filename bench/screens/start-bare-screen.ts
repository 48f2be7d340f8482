import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { WebSocketServer } from 'ws';
import type { Screen } from './when-drawn.ts';

/** The reference: the least that shows what a socket says. */
const HTML = `<!doctype html><title>Bare</title><b></b><script>
  new WebSocket(location.href.replace('http', 'ws')).onmessage = ({ data }) => {
    document.querySelector('b').textContent = data;
  };
</script>`;

export async function startBareScreen(browser: Browser) {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end(HTML);
  });
  const sockets = new WebSocketServer({ server, perMessageDeflate: false });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const page = await (await browser.newContext()).newPage();
  const connected = once(sockets, 'connection');
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  await connected;
  const screen: Screen = { page, selector: 'b' };
  return {
    screen,
    send: (units: number) => {
      for (const socket of sockets.clients) socket.send(String(units));
    },
    close: async () => {
      sockets.close();
      server.closeAllConnections();
      server.close();
    },
  };
}
