import type { Reader } from '../platform/db.ts';
import { OUTCOME_DAYS } from '../protocol/experiments.ts';
import { findHeldOutExposure } from './experiments.store.ts';

const DAY_MS = 86_400_000;

/** The drop that a buyer would have seen, and the contract that is paid as if they had. */
export type HeldOutTouch = {
  dropId: string;
  contractId: string;
  /** Null: the contract was not active at the click. */
  contractVersionId: string | null;
  clickId: string;
  at: Date;
};

/**
 * The click by which one of these visitors was held out of a drop of this brand within the seven
 * days before a purchase; null: none was, or its visitor refuses to be measured. Creators are paid for that purchase at the treated rate,
 * or a holdout would take money from those who sent the visitors.
 */
export async function findHeldOutTouch(
  db: Reader,
  { brandId, visitorIds, at }: { brandId: string; visitorIds: readonly string[]; at: Date },
): Promise<HeldOutTouch | null> {
  const from = new Date(at.getTime() - OUTCOME_DAYS * DAY_MS);
  const exposure = await findHeldOutExposure(db, { brandId, visitorIds, from, to: at });
  if (!exposure) return null;
  const { contractId, contractVersionId, clickId, exposedAt, experiment } = exposure;
  return { dropId: experiment.dropId, contractId, contractVersionId, clickId, at: exposedAt };
}
