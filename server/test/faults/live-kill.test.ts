import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { joinDrop, type LiveDrop } from '../../../overlay/shared/live-client.ts';
import { createEmptyDatabase } from '../database.ts';
import { freePorts, killed } from './crashing-hub.ts';

const PAGES = 500;

let child: ChildProcess | undefined;
const pages: LiveDrop[] = [];
afterEach(async () => {
  for (const page of pages.splice(0)) page.leave();
  await kill();
});

describe('five hundred pages of a drop', () => {
  it('are all right again within ten seconds after the hub was killed and is back', async () => {
    const database = await createEmptyDatabase('sqlite');
    const port = await freePorts();
    const dropId = await serve(database.url, port);
    const versions: number[][] = [];
    for (let n = 0; n < PAGES; n += 1) pages.push(follow(port, dropId, versions));
    await expect.poll(rightPages(40), { timeout: 30_000 }).toBe(PAGES);

    await kill();
    await serve(database.url, port);
    const startedAt = performance.now();
    await expect.poll(rightPages(31), { timeout: 30_000, interval: 50 }).toBe(PAGES);
    expect(performance.now() - startedAt).toBeLessThan(10_000);
    expect(versions.every((seen) => seen.every((v, at) => v > (seen[at - 1] ?? -1)))).toBe(true);
    await database.remove();
  }, 120_000);
});

function follow(port: number, dropId: string, versions: number[][]): LiveDrop {
  const seen: number[] = [];
  versions.push(seen);
  return joinDrop({
    origin: `http://127.0.0.1:${port}`,
    dropId,
    role: 'page',
    onState: ({ v }) => seen.push(v),
  });
}

/** How many pages show this stock, and trust it. */
function rightPages(units: number): () => number {
  return () =>
    pages.filter((page) => page.state()?.stock.available === units && page.ageMs() < 10_000).length;
}

/** Starts the channel in a process of its own; resolves with the id of its drop. */
async function serve(url: string, port: number): Promise<string> {
  const file = new URL('./live-child.ts', import.meta.url);
  child = fork(file, [url, String(port)], { execArgv: ['--import', 'tsx'] });
  const ended = once(child, 'exit').then(() => Promise.reject(new Error('it did not start')));
  const [dropId] = await Promise.race([once(child, 'message'), ended]);
  ended.catch(() => {});
  return String(dropId);
}

async function kill(): Promise<void> {
  if (child) await killed(child);
}
