import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import { findExperimentOfBrand, setStopped } from './experiments.store.ts';

/**
 * From now on everybody gets the drop. What was measured stands; it cannot be started again, because
 * who was held out once would come back as treated. Throws `not_found`.
 */
export async function stopHoldout(
  hub: Hub,
  which: { brandId: string; dropId: string },
): Promise<{ stopped: true }> {
  const experiment = await findExperimentOfBrand(hub.db, which);
  if (!experiment) throw new Problem('not_found');
  await setStopped(hub.db, { experimentId: experiment.id, at: hub.clock.now() });
  return { stopped: true };
}
