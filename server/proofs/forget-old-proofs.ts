import type { Hub } from '../platform/hub.ts';
import { deleteProofsBefore } from './proofs.store.ts';

const KEPT_MS = 86_400_000;

/** Deletes codes a day after they were mailed: an address is not kept because somebody typed it. */
export async function forgetOldProofs({ db, clock }: Pick<Hub, 'db' | 'clock'>): Promise<void> {
  await deleteProofsBefore(db, new Date(clock.now().getTime() - KEPT_MS));
}
