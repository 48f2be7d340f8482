import type { PublicDropView } from '../../server/protocol/drops.ts';
import { type View, write } from './build-view.ts';

/** No option of an overlay takes this mark away: an audience must never take a rehearsal for a sale. */
export function drawRehearsal(view: View, { isRehearsal }: PublicDropView): void {
  view.rehearsal.hidden = !isRehearsal;
  write(view.rehearsal, isRehearsal ? 'Rehearsal' : '');
}
