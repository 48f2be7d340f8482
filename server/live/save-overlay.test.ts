import { afterEach, beforeEach, expect, it } from 'vitest';
import { DEFAULT_OVERLAY_OPTIONS } from '../protocol/live.ts';
import { createTestDatabase } from '../test/database.ts';
import { makeCreator } from '../test/factories.ts';
import { type TestHub, testHub } from '../test/hub.ts';
import { createOverlay } from './create-overlay.ts';
import { listOverlays } from './list-overlays.ts';
import { saveOverlay } from './save-overlay.ts';

const LOOK = { name: 'A', layout: 'landscape', options: DEFAULT_OVERLAY_OPTIONS } as const;

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let hub: TestHub;
let creatorId: string;
let overlayId: string;

beforeEach(async () => {
  database = await createTestDatabase();
  hub = testHub(database.db);
  creatorId = (await makeCreator(hub)).id;
  overlayId = (await createOverlay(hub, creatorId, LOOK)).overlayId;
});

afterEach(() => database.close());

const save = (name: string, basedOn: string) =>
  saveOverlay(hub, creatorId, { ...LOOK, overlayId, name, basedOn });

async function current() {
  const [overlay] = await listOverlays(hub, creatorId);
  if (!overlay) throw new Error('no overlay');
  return overlay;
}

it('saves what was made on the newest revision, and says which one it is now', async () => {
  const first = await save('B', (await current()).revision);
  const second = await save('C', first.revision);
  expect(await current()).toMatchObject({ name: 'C', revision: second.revision });
});

it('refuses what was made on an older one, which stays as the other window saved it', async () => {
  const { revision } = await current();
  await save('B', revision);
  await expect(save('C', revision)).rejects.toMatchObject({ code: 'overlay_changed' });
  expect((await current()).name).toBe('B');
});

it('lets one of several saves through that were made on one revision at the same time', async () => {
  const { revision } = await current();
  const saves = await Promise.allSettled(['B', 'C', 'D', 'E'].map((name) => save(name, revision)));
  const [winner, ...others] = saves.flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
  expect(others).toEqual([]);
  expect((await current()).name).toBe(winner?.name);
});

it('takes a save whose answer was lost for the same one when it comes again', async () => {
  const { revision } = await current();
  const saved = await save('B', revision);
  expect(await save('B', revision)).toMatchObject({ name: 'B', revision: saved.revision });
});

it('tells apart looks that differ in one option only', async () => {
  const { revision } = await current();
  const options = { ...DEFAULT_OVERLAY_OPTIONS, calm: true };
  await saveOverlay(hub, creatorId, { ...LOOK, overlayId, options });
  expect((await current()).revision).not.toBe(revision);
});
