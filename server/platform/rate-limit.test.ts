import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CuttableLine, cuttableLine, redisUrl } from '../test/redis.ts';
import { movableClock } from './clock.ts';
import { newSecret } from './ids.ts';
import { createLog } from './log.ts';
import { createRateLimits } from './rate-limit.ts';
import { openRedis, type RedisLink } from './redis.ts';

const THREE_A_MINUTE = { max: 3, windowMs: 60_000 };

describe('a limit in one process', () => {
  it('lets so many through and says how long to wait, until the window is over', async () => {
    const clock = movableClock(new Date('2026-09-01T12:00:00Z'));
    const limiter = createRateLimits({ clock })('test', THREE_A_MINUTE);
    const take = () => limiter.take('mara');
    expect([await take(), await take(), await take()]).toEqual([null, null, null]);
    clock.advance(20_500);
    expect(await take()).toBe(40);
    expect(await limiter.take('bea')).toBeNull();
    clock.advance(39_500);
    expect(await take()).toBeNull();
  });

  it('forgets whoever proved to be the right person', async () => {
    const clock = movableClock(new Date('2026-09-01T12:00:00Z'));
    const limiter = createRateLimits({ clock })('test', THREE_A_MINUTE);
    for (let i = 0; i < 4; i += 1) await limiter.take('mara');
    await limiter.forget('mara');
    expect(await limiter.take('mara')).toBeNull();
  });
});

describe.skipIf(!redisUrl)('a limit on a shared store', () => {
  const clock = movableClock(new Date('2026-09-01T12:00:00Z'));
  let line: CuttableLine;
  let links: RedisLink[];
  let name: string;

  beforeEach(async () => {
    line = await cuttableLine();
    links = [];
    name = `test-${newSecret(64)}`;
  });
  afterEach(async () => {
    for (const link of links) link.close();
    await line.close();
  });

  async function node() {
    const link = openRedis(line.url, createLog('silent'));
    links.push(link);
    await expect.poll(() => link.commands.status).toBe('ready');
    const limits = createRateLimits({ clock, shared: { redis: link.commands, name } });
    return limits('test', THREE_A_MINUTE);
  }

  it('counts over two nodes together', async () => {
    const [a, b] = [await node(), await node()];
    expect([await a.take('mara'), await b.take('mara'), await a.take('mara')]).toEqual(
      Array(3).fill(null),
    );
    expect(await b.take('mara')).toBe(60);
    await b.forget('mara');
    expect(await b.take('mara')).toBeNull();
  });

  it('is told apart from that of another hub, and leaves no key in clear', async () => {
    const first = await node();
    for (let i = 0; i < 4; i += 1) await first.take('mara@stream.test');
    const keys = (await links[0]?.commands.keys(`dropcast:${name}:*`)) ?? [];
    expect(keys).toHaveLength(1);
    expect(keys.join()).not.toContain('mara');
    name = `test-${newSecret(64)}`;
    expect(await (await node()).take('mara@stream.test')).toBeNull();
  });

  it('holds per node while the store is away, and together again when it is back', async () => {
    const [a, b] = [await node(), await node()];
    await a.take('mara');
    line.cut();
    await expect.poll(() => links.map(({ commands }) => commands.status)).not.toContain('ready');
    expect([await a.take('mara'), await a.take('mara')]).toEqual([null, null]);
    expect(await a.take('mara')).toBe(60);
    expect(await b.take('mara')).toBeNull();
    line.mend();
    await expect
      .poll(() => links.map(({ commands }) => commands.status), { timeout: 10_000 })
      .toEqual(['ready', 'ready']);
    expect([await b.take('bea'), await a.take('bea'), await b.take('bea')]).toEqual(
      Array(3).fill(null),
    );
    expect(await a.take('bea')).toBe(60);
  });
});
