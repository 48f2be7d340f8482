import type { IncomingMessage } from 'node:http';
import { StripeFault } from './stripe-fault.ts';

/** Reads a request body as text; more than `maxBytes` is a 413. */
export async function readBody(request: IncomingMessage, maxBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) {
      throw new StripeFault(`Request body is larger than ${maxBytes} bytes.`, { status: 413 });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
