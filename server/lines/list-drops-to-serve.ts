import type { Hub } from '../platform/hub.ts';
import { findDropsToServe } from './lines.store.ts';

/**
 * Drops whose line may be served now. Units come back with claims that lapse, and then the line is
 * served at once; these are found for what no claim tells of: a start, units that were added, a pause
 * that is over, lots that were drawn.
 */
export function listDropsToServe({ db, clock }: Pick<Hub, 'db' | 'clock'>): Promise<string[]> {
  return findDropsToServe(db, clock.now());
}
