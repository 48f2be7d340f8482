import { createServer } from 'node:http';
import { answerParent } from './parent.ts';

/** The reference: the least that `node:http` can do to answer with a 302. */
const server = createServer((_, res) => {
  res.writeHead(302, { Location: '/d/somewhere', 'Content-Length': '0' }).end();
});

answerParent(server, { path: '/r/reference', count: async () => 0, close: async () => {} });
