/** @jsxImportSource preact */
import type { PublicDropView } from '../../server/protocol/drops.ts';

/** A rehearsal says more than that, right below. */
export function TestMark({ view }: { view: PublicDropView }) {
  const isShown = view.isTest && !view.isRehearsal;
  return isShown ? <span class="test-mark">Test: no card is charged</span> : null;
}
