import { saveHoldout } from '../experiments/save-holdout.ts';
import { inTransaction, type Tx } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { newId } from '../platform/ids.ts';
import { Problem } from '../platform/problem.ts';
import { isUniqueConflict } from '../platform/unique-conflict.ts';
import type { CreateDropInput } from '../protocol/drops.schema.ts';
import type { DropDetail } from '../protocol/drops.ts';
import { changeDraft } from './change-draft.ts';
import { discardDraft } from './discard-draft.ts';
import { insertDrop } from './drafts.store.ts';
import { findDropOfBrand } from './drops.store.ts';
import { publishDrop } from './publish-drop.ts';
import { readDrop } from './read-drop.ts';
import { rowsOfDraft } from './write-draft.ts';

/**
 * Writes a draft, and publishes it when asked; a drop that cannot be published leaves no draft, or
 * every further try would leave one more. Articles and contracts must be the brand's own. `rehearsalOf`
 * names the drop that this one only rehearses; every screen says so. Asked again under the id of a drop
 * that is there, it goes on with that one.
 */
export async function createDrop(
  hub: Hub,
  input: CreateDropInput,
  { rehearsalOf = null }: { rehearsalOf?: string | null } = {},
): Promise<DropDetail> {
  const again = await goOnWithKnown(hub, input);
  if (again) return again;
  const now = hub.clock.now();
  const { dropId = newId(now) } = input;
  const write = async (tx: Tx) => {
    const rows = await rowsOfDraft(tx, { dropId, input, now });
    const brand = { connect: { id: input.brandId } };
    await insertDrop(tx, { id: dropId, brand, createdAt: now, rehearsalOf, ...rows });
    await saveHoldout(tx, { brandId: input.brandId, dropId, holdout: input.holdout, now });
  };
  try {
    await inTransaction(hub.db, write);
  } catch (error) {
    if (!isUniqueConflict(error)) throw error;
    // Another try under the same id was faster, or another drop has the address.
    const made = await goOnWithKnown(hub, input);
    if (made) return made;
    throw new Problem('slug_taken');
  }
  const which = { brandId: input.brandId, dropId };
  if (!input.publish) return readDrop(hub, which);
  try {
    return await publishDrop(hub, which);
  } catch (error) {
    await discardDraft(hub, which);
    throw error;
  }
}

/** What was published stays as it is: whoever asked again is shown what their first try made. */
async function goOnWithKnown(hub: Hub, input: CreateDropInput): Promise<DropDetail | null> {
  const { brandId, dropId } = input;
  if (dropId === undefined) return null;
  const known = await findDropOfBrand(hub.db, brandId, dropId);
  if (!known) return null;
  if (known.publishedAt) return readDrop(hub, { brandId, dropId });
  return changeDraft(hub, { ...input, dropId });
}
