import type { Hub } from './hub.ts';

/** Writes one row and reads it back: true when the database takes and keeps writes. */
export async function proveWritable({ db, clock }: Pick<Hub, 'db' | 'clock'>): Promise<boolean> {
  const value = String(clock.now().getTime());
  const key = 'readiness';
  const row = await db.hubSetting.upsert({
    where: { key },
    create: { key, value },
    update: { value },
  });
  return row.value === value;
}
