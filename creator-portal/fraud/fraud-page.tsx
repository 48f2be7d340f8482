import { useQuery } from '@tanstack/react-query';
import { ShieldCheck } from 'lucide-react';
import type { FraudQueueView } from '../../server/protocol/fraud.ts';
import { hub } from '../hub/client.ts';
import { useViewState } from '../shell/use-view-state.ts';
import { useBrand } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { RowsSkeleton } from '../ui/skeleton.tsx';
import { LinkTabs } from '../ui/tabs.tsx';
import { FlagCard } from './flag-card.tsx';

/** What rules have flagged, for a person to decide; and what was decided, with its reasons. */
export function FraudPage() {
  const brand = useBrand();
  const { view } = useViewState();
  const queue = useQuery(
    hub.fraud.list.queryOptions({ brandId: brand.id }, { refetchInterval: 15_000 }),
  );
  const tab = view.tab === 'decided' ? 'decided' : 'waiting';
  return (
    <>
      <PageHeader title={say.fraud.title} lead={say.fraud.lead} />
      <LinkTabs
        label={say.fraud.tabsLabel}
        param="tab"
        current={tab}
        tabs={[
          { id: 'waiting', text: say.fraud.waiting(queue.data?.waiting.length ?? 0) },
          { id: 'decided', text: say.fraud.decided },
        ]}
      />
      <div className="mt-5">
        <Loaded query={queue} skeleton={<RowsSkeleton rows={4} />}>
          {(data) => <Flags queue={data} tab={tab} />}
        </Loaded>
      </div>
    </>
  );
}

function Flags({ queue, tab }: { queue: FraudQueueView; tab: 'waiting' | 'decided' }) {
  const flags = queue[tab];
  if (flags.length === 0 && tab === 'decided') {
    return <p className="text-ink-soft">{say.fraud.noneDecided}</p>;
  }
  if (flags.length === 0) {
    return (
      <EmptyState title={say.fraud.emptyTitle} icon={<ShieldCheck size={20} />}>
        <p>{say.fraud.empty}</p>
      </EmptyState>
    );
  }
  return (
    <ul className="space-y-3">
      {flags.map((flag) => (
        <FlagCard key={flag.id} flag={flag} />
      ))}
    </ul>
  );
}
