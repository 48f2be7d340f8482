import type { Hub } from '../platform/hub.ts';
import { newId, newSecret } from '../platform/ids.ts';
import { Problem } from '../platform/problem.ts';
import type { HostView } from '../protocol/links.ts';
import { insertBrandHost, listBrandHosts } from './hosts.store.ts';
import { presentHost } from './present-host.ts';
import { readHostName } from './rules/host-name.ts';

const MOST_HOSTS = 20;

/**
 * Notes a host of a brand's own shop. Nothing leads there until it was verified. Adding it twice
 * changes nothing. Throws `bad_input` for what is no public host name, `too_many_hosts`.
 */
export async function addHost(
  { db, clock }: Pick<Hub, 'db' | 'clock'>,
  given: { brandId: string; host: string },
): Promise<HostView[]> {
  const host = readHostName(given.host);
  if (host === null) throw new Problem('host_not_public');
  const { brandId } = given;
  if ((await listBrandHosts(db, brandId)).length >= MOST_HOSTS) throw new Problem('too_many_hosts');
  const createdAt = clock.now();
  const token = newSecret(128);
  await insertBrandHost(db, { id: newId(createdAt), brandId, host, token, createdAt });
  return (await listBrandHosts(db, brandId)).map(presentHost);
}
