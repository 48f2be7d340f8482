import type { Db } from './db.ts';
import { newSecret } from './ids.ts';
import { invariant } from './invariant.ts';

/**
 * The name of this database's life. Versions that clients hold are comparable only within one
 * epoch, so a database that starts anew (or is restored, once its row is deleted) gets another one.
 */
export function readEpoch(db: Db): Promise<string> {
  const known = epochs.get(db);
  if (known !== undefined) return known;
  const reading = readOrCreate(db);
  epochs.set(db, reading);
  reading.catch(() => epochs.delete(db));
  return reading;
}

const epochs = new WeakMap<Db, Promise<string>>();
const KEY = 'epoch';

/** Two nodes may start at once: the first row wins and both read it. */
async function readOrCreate(db: Db): Promise<string> {
  const found = await db.hubSetting.findUnique({ where: { key: KEY } });
  if (found) return found.value;
  const fresh = newSecret(64);
  await db.$executeRaw`INSERT INTO "hub_setting" ("key", "value") VALUES (${KEY}, ${fresh}) ON CONFLICT DO NOTHING`;
  const kept = await db.hubSetting.findUnique({ where: { key: KEY } });
  invariant(kept !== null, 'the epoch was written and is gone');
  return kept.value;
}
