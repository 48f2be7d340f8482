import { useQuery } from '@tanstack/react-query';
import { CheckCheck } from 'lucide-react';
import { useState } from 'react';
import type { IncidentView } from '../../server/protocol/popups.ts';
import { hub } from '../hub/client.ts';
import { useViewState } from '../shell/use-view-state.ts';
import { useBrand } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { RowsSkeleton } from '../ui/skeleton.tsx';
import { LinkChips } from '../ui/tabs.tsx';
import { IncidentCard } from './incident-card.tsx';
import { SettleDialog } from './settle-dialog.tsx';

/** What did not go by the rules: open ones to settle, and settled ones with what was done. */
export function IncidentsTab() {
  const brand = useBrand();
  const { view } = useViewState();
  const [settling, setSettling] = useState<IncidentView | null>(null);
  const isResolved = view.only === 'settled';
  const incidents = useQuery(
    hub.popups.incidents.queryOptions(
      { brandId: brand.id, isResolved },
      { refetchInterval: 15_000 },
    ),
  );
  return (
    <>
      <LinkChips
        label={say.popups.stateLabel}
        param="only"
        current={isResolved ? 'settled' : 'open'}
        chips={[
          { id: 'open', text: say.popups.open },
          { id: 'settled', text: say.popups.settled },
        ]}
      />
      <Loaded query={incidents} skeleton={<RowsSkeleton rows={4} />}>
        {(list) =>
          list.length === 0 ? (
            <NoIncidents isResolved={isResolved} />
          ) : (
            <ul className="space-y-3">
              {list.map((incident) => (
                <IncidentCard
                  key={incident.id}
                  incident={incident}
                  onSettle={brand.role === 'viewer' ? null : () => setSettling(incident)}
                />
              ))}
            </ul>
          )
        }
      </Loaded>
      {settling && <SettleDialog incident={settling} onClose={() => setSettling(null)} />}
    </>
  );
}

function NoIncidents({ isResolved }: { isResolved: boolean }) {
  if (isResolved) return <p className="text-ink-soft">{say.popups.noneSettled}</p>;
  return (
    <EmptyState title={say.popups.noneOpenTitle} icon={<CheckCheck size={20} />}>
      <p>{say.popups.noneOpen}</p>
    </EmptyState>
  );
}
