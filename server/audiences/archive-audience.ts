import type { Hub } from '../platform/hub.ts';
import type { AudienceView } from '../protocol/audiences.ts';
import { updateAudience } from './audiences.store.ts';
import { type AudienceOfBrand, readAudience } from './read-audience.ts';

/**
 * Takes an audience out of use: from now on nobody belongs to it, and its gates let nobody in. Its
 * members stay on record, and units that a drop keeps for it open as the drop says.
 */
export async function archiveAudience(
  { db, clock }: Pick<Hub, 'db' | 'clock'>,
  which: AudienceOfBrand,
): Promise<AudienceView> {
  const { archivedAt } = await readAudience(db, which);
  if (archivedAt === null) await updateAudience(db, which, { archivedAt: clock.now() });
  return readAudience(db, which);
}
