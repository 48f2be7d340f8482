import type { Tx } from '../platform/db.ts';
import { copyCreator } from './stand-ins.store.ts';

/** A creator who stands in for another one in a rehearsal: same name and face, no sign-in. */
export function makeStandInCreator(
  tx: Tx,
  given: { creatorId: string; at: Date },
): Promise<{ id: string; userId: string; handle: string }> {
  return copyCreator(tx, given);
}
