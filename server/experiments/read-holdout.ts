import type { Reader } from '../platform/db.ts';
import { findExperimentBySlug } from './experiments.store.ts';
import { isHeldOut } from './rules/assignment.ts';

/** Where a visitor is sent who is held out of the drop with this address; null: the drop is theirs. */
export async function readHoldout(
  db: Reader,
  { slug, visitorId }: { slug: string; visitorId: string },
): Promise<{ shopUrl: string } | null> {
  const experiment = await findExperimentBySlug(db, slug);
  if (!experiment || experiment.stoppedAt || !isHeldOut(experiment, visitorId)) return null;
  return { shopUrl: experiment.shopUrl };
}
