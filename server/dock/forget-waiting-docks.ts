import type { Hub } from '../platform/hub.ts';
import { deleteWaitingBefore } from './docks.store.ts';

const KEPT_MS = 3_600_000;

/** Deletes what asked for a code that nobody took in. */
export async function forgetWaitingDocks({ db, clock }: Pick<Hub, 'db' | 'clock'>): Promise<void> {
  await deleteWaitingBefore(db, new Date(clock.now().getTime() - KEPT_MS));
}
