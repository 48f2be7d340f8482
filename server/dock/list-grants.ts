import type { DropOfBrand } from '../drops/change-drop.ts';
import { readDrop } from '../drops/read-drop.ts';
import type { Hub } from '../platform/hub.ts';
import type { CreatorGrantView } from '../protocol/dock.ts';
import { findContractsOfDrop, findGrantsOfDrop } from './grants.store.ts';
import { presentGrant } from './present-grant.ts';

/** What each creator of a drop may do from a dock. */
export async function listGrants(hub: Hub, which: DropOfBrand): Promise<CreatorGrantView[]> {
  const { id } = await readDrop(hub, which);
  const [contracts, rows] = await Promise.all([
    findContractsOfDrop(hub.db, id),
    findGrantsOfDrop(hub.db, id),
  ]);
  return contracts.map(({ contractId, creatorName }) => ({
    ...{ contractId, creatorName },
    ...presentGrant(rows.find((row) => row.contractId === contractId)),
  }));
}
