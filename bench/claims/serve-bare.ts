import { createServer } from 'node:http';
import { answerBench, cpuUs } from '../shared/answer-bench.ts';

/** The reference for a refusal: the least that `node:http` can do to read JSON and answer 409. */
const REFUSAL = JSON.stringify({ error: { data: { problem: { code: 'drop_sold_out' } } } });

const server = createServer((request, response) => {
  let text = '';
  request.setEncoding('utf8');
  request.on('data', (chunk: string) => {
    text += chunk;
  });
  request.on('end', () => {
    JSON.parse(text);
    const length = String(Buffer.byteLength(REFUSAL));
    response
      .writeHead(409, ['Content-Type', 'application/json', 'Content-Length', length])
      .end(REFUSAL);
  });
});

await answerBench(server, { path: '/trpc/viewer.hold', questions: { cpuUs } });
