import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

/** Runs a bench for a moment, as `npm run bench` does, and gives the object on its last line. */
async function lastLineOf(name: string, ...args: string[]): Promise<Record<string, unknown>> {
  const command = ['node_modules/tsx/dist/cli.mjs', `bench/${name}.ts`, ...args, '--brief'];
  const { stdout } = await promisify(execFile)(process.execPath, command);
  return JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '');
}

/** Each starts some processes, which takes its time where others want the processor too. */
const PATIENCE_MS = 90_000;

describe('a bench, for a moment', { timeout: PATIENCE_MS }, () => {
  it('redirect ends in its figures and finds every click on the disk', async () => {
    const figures = await lastLineOf('redirect');
    expect(figures).toMatchObject({ engine: 'sqlite', ratio: expect.any(Number) });
    expect(figures.stored).toBe(figures.sent);
  });

  it('claims ends in its figures and holds exactly the units that there are', async () => {
    const figures = await lastLineOf('claims', 'sqlite');
    expect(figures).toMatchObject({
      engine: 'sqlite',
      sustainedPerSecond: expect.any(Number),
      rawPerSecond: expect.any(Number),
      units: 20,
      held: 20,
      errors: { drop_sold_out: 40 },
      isExact: true,
      otherErrors: {},
    });
  });

  it('reports ends in its figures, and the sums are those of all orders and clicks', async () => {
    const figures = await lastLineOf('reports');
    expect(figures).toMatchObject({
      orders: 3_000,
      overviewMs: expect.any(Number),
      tenthLtvMs: expect.any(Number),
      isExact: true,
    });
  });

  it('fanout ends in its figures, and every viewer saw every change in order', async () => {
    expect(await lastLineOf('fanout')).toMatchObject({
      sockets: 60,
      changes: 20,
      everyChangeSeen: true,
      isMonotone: true,
      cpuRatio: expect.any(Number),
    });
  });

  it('screens ends in its figures, and every screen drew every change', async () => {
    expect(await lastLineOf('screens')).toMatchObject({
      changes: 3,
      overlayP50Ms: expect.any(Number),
      pageP50Ms: expect.any(Number),
      widgetP50Ms: expect.any(Number),
      referenceP50Ms: expect.any(Number),
    });
  });

  it('page ends in its figures, beside a page of bare HTML', async () => {
    expect(await lastLineOf('page')).toMatchObject({
      dropJsKb: expect.any(Number),
      fcpMs: expect.any(Number),
      referenceFcpMs: expect.any(Number),
    });
  });

  it('tiers ends in its figures, and every line has what its month reached', async () => {
    expect(await lastLineOf('tiers')).toMatchObject({
      engine: 'sqlite',
      lines: 30,
      growth: { plain: expect.any(Number), marginal: expect.any(Number) },
      isExact: true,
    });
  });
});
