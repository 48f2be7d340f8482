import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import type { DropDetail } from '../protocol/drops.ts';
import { changeDrop, type DropOfBrand } from './change-drop.ts';
import { updateDrop } from './drops.store.ts';
import { missingOf } from './read-drop.ts';

/** Shows a draft to viewers. Throws `drop_incomplete` with the list of what is missing. */
export function publishDrop(hub: Hub, which: DropOfBrand): Promise<DropDetail> {
  return changeDrop(hub, which, async (tx, drop, { now }) => {
    if (drop.publishedAt) throw new Problem('drop_not_draft');
    const missing = missingOf(drop, now);
    if (missing.length > 0) throw new Problem('drop_incomplete', { missing });
    await updateDrop(tx, drop.id, { publishedAt: now });
    return { kind: 'published', detail: {} };
  });
}
