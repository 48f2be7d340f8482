import type { Reader } from '../platform/db.ts';
import { raiseVerdict } from './clicks.store.ts';

/** A claim or a payment came by this click, so it was a person. Does nothing for an unknown click. */
export async function promoteClick(db: Reader, { clickId }: { clickId: string }): Promise<void> {
  await raiseVerdict(db, clickId);
}
