import type { Reader } from '../platform/db.ts';
import { Problem } from '../platform/problem.ts';
import type { AudienceView } from '../protocol/audiences.ts';
import { findAudience } from './audiences.store.ts';
import { presentAudience } from './present-audience.ts';

export type AudienceOfBrand = { brandId: string; audienceId: string };

/** One audience of a brand. Throws `not_found`, also for another brand's. */
export async function readAudience(db: Reader, which: AudienceOfBrand): Promise<AudienceView> {
  const audience = await findAudience(db, which);
  if (!audience) throw new Problem('not_found');
  return presentAudience(audience);
}
