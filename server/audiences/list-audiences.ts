import type { Hub } from '../platform/hub.ts';
import type { AudienceList } from '../protocol/audiences.ts';
import { countPastBuyers, findAudiences } from './audiences.store.ts';
import { presentAudience } from './present-audience.ts';

/** For whom a brand can keep units or open earlier. */
export async function listAudiences(
  { db }: Pick<Hub, 'db'>,
  brandId: string,
): Promise<AudienceList> {
  const audiences = await findAudiences(db, brandId);
  return {
    audiences: audiences.map(presentAudience),
    pastBuyers: await countPastBuyers(db, brandId),
  };
}
