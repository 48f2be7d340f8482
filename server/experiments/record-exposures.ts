import type { Tx } from '../platform/db.ts';
import type { Engine } from '../platform/engine.ts';
import { type ExposureRow, insertExposures } from './experiments.store.ts';

export type Exposure = ExposureRow;

/** Writes down who was led to drops with a holdout, in the transaction that writes their clicks. */
export async function recordExposures(
  tx: Tx,
  engine: Engine,
  exposures: readonly Exposure[],
): Promise<void> {
  if (exposures.length > 0) await insertExposures(tx, engine, exposures);
}
