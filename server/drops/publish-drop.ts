import { createHash, randomBytes } from 'node:crypto';
import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import type { DropDetail } from '../protocol/drops.ts';
import { changeDrop, type DropOfBrand } from './change-drop.ts';
import { missingOf } from './check-publish.ts';
import { insertLot } from './drafts.store.ts';
import { updateDrop } from './drops.store.ts';

/**
 * Shows a draft to viewers. Where lots decide, the hash of the seed is published with it, before
 * anybody can enter. Throws `drop_incomplete` with the list of what is missing.
 */
export function publishDrop(hub: Hub, which: DropOfBrand): Promise<DropDetail> {
  return changeDrop(hub, which, async (tx, drop, { now }) => {
    if (drop.publishedAt) throw new Problem('drop_not_draft');
    const missing = missingOf(drop, now);
    if (missing.length > 0) throw new Problem('drop_incomplete', { missing });
    await updateDrop(tx, drop.id, { publishedAt: now });
    if (drop.fairness !== 'first_come') {
      await insertLot(tx, { dropId: drop.id, ...newSeed(), committedAt: now });
    }
    return { kind: 'published', detail: {} };
  });
}

/** 256 random bits, and the hash that commits to them. */
function newSeed(): { seed: string; seedHash: string } {
  const seed = randomBytes(32).toString('hex');
  return { seed, seedHash: createHash('sha256').update(seed).digest('hex') };
}
