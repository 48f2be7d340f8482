import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OpenDatabase } from '../platform/db.ts';
import { createTestDatabase, testDatabases } from '../test/database.ts';
import { type TestHub, testHub } from '../test/hub.ts';
import { orderStock } from './claim-batches.ts';

describe.each(testDatabases())('a drop that is gone on %s', (engine) => {
  let database: OpenDatabase;
  let hub: TestHub;
  beforeEach(async () => {
    database = await createTestDatabase(engine);
    hub = testHub(database.db);
  });
  afterEach(() => database.close());

  it('is not found by whoever still has a right to claim from it', async () => {
    const asking = [1, 2, 3].map(() =>
      orderStock('no-such-drop', { hub, command: { kind: 'offer' } }),
    );
    expect(await Promise.allSettled(asking)).toMatchObject(
      [1, 2, 3].map(() => ({ reason: { code: 'not_found' } })),
    );
  });
});
