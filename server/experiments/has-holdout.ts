import type { Hub } from '../platform/hub.ts';
import { findExperimentBySlug } from './experiments.store.ts';

/** Whether a drop is withheld from some visitors by chance now. */
export async function hasHoldout({ db }: Pick<Hub, 'db'>, slug: string): Promise<boolean> {
  const experiment = await findExperimentBySlug(db, slug);
  return experiment !== null && experiment.stoppedAt === null;
}
