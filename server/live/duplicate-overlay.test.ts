import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_OVERLAY_OPTIONS } from '../protocol/live.ts';
import { createTestDatabase, testDatabases } from '../test/database.ts';
import { makeCreator } from '../test/factories.ts';
import { type TestHub, testHub } from '../test/hub.ts';
import { createOverlay } from './create-overlay.ts';
import { deleteOverlay } from './delete-overlay.ts';
import { duplicateOverlay } from './duplicate-overlay.ts';
import { listOverlays } from './list-overlays.ts';
import { openOverlaySession } from './open-overlay-session.ts';
import { saveOverlay } from './save-overlay.ts';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let hub: TestHub;

describe.each(testDatabases())('several overlays of one creator: %s', (engine) => {
  beforeEach(async () => {
    database = await createTestDatabase(engine);
    hub = testHub(database.db);
  });
  afterEach(() => database.close());

  it('are copied with their look, and with an address of their own', async () => {
    const creator = await makeCreator(hub);
    const first = await createOverlay(hub, creator.id, { name: 'A', layout: 'portrait' });
    const place = { x: 250, y: 1000 };
    const options = { ...DEFAULT_OVERLAY_OPTIONS, theme: 'ticket', place } as const;
    const look = { name: 'A', layout: 'portrait', options } as const;
    await saveOverlay(hub, creator.id, { overlayId: first.overlayId, ...look });
    const copy = await duplicateOverlay(hub, creator.id, {
      overlayId: first.overlayId,
      name: 'A copy',
    });
    expect(new URL(copy.address).hash).not.toBe(new URL(first.address).hash);
    const overlays = await listOverlays(hub, creator.id);
    expect(overlays.find(({ id }) => id === copy.overlayId)).toMatchObject({
      name: 'A copy',
      layout: 'portrait',
      options,
    });
  });

  it('are twenty at most', async () => {
    const creator = await makeCreator(hub);
    for (let made = 0; made < 20; made += 1) {
      await createOverlay(hub, creator.id, { name: `${made}`, layout: 'landscape' });
    }
    await expect(
      createOverlay(hub, creator.id, { name: 'one more', layout: 'landscape' }),
    ).rejects.toMatchObject({ code: 'too_many_overlays' });
  });

  it('end for good: the address is nobody’s', async () => {
    const creator = await makeCreator(hub);
    const { address, overlayId } = await createOverlay(hub, creator.id, {
      name: 'A',
      layout: 'landscape',
    });
    const proof = { overlayId, key: new URL(address).hash.slice(3) };
    await openOverlaySession(hub, proof);
    await deleteOverlay(hub, creator.id, overlayId);
    await expect(openOverlaySession(hub, proof)).rejects.toMatchObject({ code: 'overlay_deleted' });
    await expect(deleteOverlay(hub, creator.id, overlayId)).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});
