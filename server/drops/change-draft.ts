import { saveHoldout } from '../experiments/save-holdout.ts';
import { inTransaction, type Tx } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import { isUniqueConflict } from '../platform/unique-conflict.ts';
import type { ChangeDraftInput } from '../protocol/drops.schema.ts';
import type { DropDetail } from '../protocol/drops.ts';
import { replaceDraft } from './drafts.store.ts';
import { findDropOfBrand, lockDropOfBrand } from './drops.store.ts';
import { publishDrop } from './publish-drop.ts';
import { readDrop } from './read-drop.ts';
import { rowsOfDraft } from './write-draft.ts';

/** Writes a draft anew, and publishes it when asked. What viewers have seen is never rewritten. */
export async function changeDraft(
  hub: Hub,
  { dropId, ...input }: ChangeDraftInput,
): Promise<DropDetail> {
  const { brandId } = input;
  const now = hub.clock.now();
  const write = async (tx: Tx) => {
    const seq = await lockDropOfBrand(tx, brandId, dropId);
    const drop = seq === null ? null : await findDropOfBrand(tx, brandId, dropId);
    if (!drop) throw new Problem('not_found');
    if (drop.publishedAt) throw new Problem('drop_not_draft');
    await replaceDraft(tx, dropId, await rowsOfDraft(tx, { dropId, input, now }));
    await saveHoldout(tx, { brandId: input.brandId, dropId, holdout: input.holdout, now });
  };
  await inTransaction(hub.db, write).catch((error: unknown) => {
    throw isUniqueConflict(error) ? new Problem('slug_taken') : error;
  });
  const which = { brandId, dropId };
  return input.publish ? publishDrop(hub, which) : readDrop(hub, which);
}
