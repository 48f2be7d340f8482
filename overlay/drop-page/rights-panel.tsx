/** @jsxImportSource preact */

import type { DropAudienceView } from '../../server/protocol/drops.ts';
import { dropPhase } from '../../server/protocol/drops.ts';
import { EnterCode } from './enter-code.tsx';
import { ProveAddress } from './prove-address.tsx';
import type { DropNow } from './use-live-drop.ts';
import type { Rights } from './use-rights.ts';

/** The ways in beside a link, as long as the drop is not over. */
export function RightsPanel(shown: {
  rights: Rights;
  audiences: readonly DropAudienceView[];
  drop: Pick<DropNow, 'facts' | 'drawnAt'>;
}) {
  const { facts, drawnAt } = shown.drop;
  if (dropPhase(facts, drawnAt) === 'ended') return null;
  return (
    <div class="rights needs-script">
      <EnterCode rights={shown.rights} />
      <ProveAddress {...shown} />
    </div>
  );
}
