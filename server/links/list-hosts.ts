import type { Reader } from '../platform/db.ts';
import type { HostView } from '../protocol/links.ts';
import { listBrandHosts } from './hosts.store.ts';
import { presentHost } from './present-host.ts';

/** The hosts of a brand's own shop, verified or not. */
export async function listHosts(db: Reader, brandId: string): Promise<HostView[]> {
  return (await listBrandHosts(db, brandId)).map(presentHost);
}
