import type { Tx } from '../platform/db.ts';
import { newId, newSecret } from '../platform/ids.ts';
import type { HoldoutInput } from '../protocol/experiments.schema.ts';
import { deleteExperiment, upsertExperiment } from './experiments.store.ts';

/**
 * Sets up the holdout of a draft, or takes it away (null). The key of the assignment is made once;
 * it never leaves the hub, or somebody could choose a visitor who is not held out.
 */
export async function saveHoldout(
  tx: Tx,
  draft: { brandId: string; dropId: string; holdout: HoldoutInput | null; now: Date },
): Promise<void> {
  const { brandId, dropId, holdout, now } = draft;
  if (!holdout) return deleteExperiment(tx, dropId);
  await upsertExperiment(tx, {
    id: newId(now),
    brandId,
    dropId,
    assignmentKey: newSecret(256),
    createdAt: now,
    ...holdout,
  });
}
