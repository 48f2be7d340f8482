import { inTransaction } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import type { DropOfBrand } from './change-drop.ts';
import { deleteDraft } from './drafts.store.ts';
import { readDrop } from './read-drop.ts';

/** Throws a draft away. A published drop is history and stays. */
export async function discardDraft(hub: Hub, which: DropOfBrand): Promise<void> {
  await readDrop(hub, which);
  const isGone = await inTransaction(hub.db, (tx) => deleteDraft(tx, which));
  if (!isGone) throw new Problem('drop_not_draft');
}
