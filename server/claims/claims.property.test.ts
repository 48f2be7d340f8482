import { describe, expect, it } from 'vitest';
import { testDatabases } from '../test/database.ts';
import { faultOf, openStockWorld } from '../test/stock-properties.ts';

/**
 * How many histories each engine plays here; a statement costs more on PostgreSQL. As many again are
 * the control of claims.mutants.test.ts, beside this file on the other core.
 */
const HISTORIES = { sqlite: 500, postgresql: 60 };

describe.each(testDatabases())('random histories of a drop on %s', (engine) => {
  const stock = openStockWorld(engine);

  it('keep every promise about stock, caps, limits, prices, keys and lines', async () => {
    expect(await faultOf(stock(), { runs: HISTORIES[engine] })).toBe(null);
  }, 240_000);
});
