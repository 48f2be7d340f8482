import type { Hub } from '../platform/hub.ts';
import { findDropVersions } from './drop-state.store.ts';

/** The current version of each drop that exists, in one query. */
export function readDropVersions(hub: Hub, dropIds: string[]): Promise<Map<string, number>> {
  return findDropVersions(hub.db, dropIds);
}
