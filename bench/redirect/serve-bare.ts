import { createServer } from 'node:http';
import { answerBench } from '../shared/answer-bench.ts';

/** The reference: the least that `node:http` can do to answer with a 302. */
const server = createServer((_, res) => {
  res.writeHead(302, { Location: '/d/somewhere', 'Content-Length': '0' }).end();
});

await answerBench(server, { path: '/r/reference' });
