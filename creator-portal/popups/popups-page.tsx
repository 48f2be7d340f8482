import { useQuery } from '@tanstack/react-query';
import { hub } from '../hub/client.ts';
import { useViewState } from '../shell/use-view-state.ts';
import { useBrand } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { PageHeader } from '../ui/page-header.tsx';
import { LinkTabs } from '../ui/tabs.tsx';
import { DevicesTab } from './devices-tab.tsx';
import { IncidentsTab } from './incidents-tab.tsx';
import { LeasesTab } from './leases-tab.tsx';

const TABS = ['devices', 'leases', 'incidents'] as const;
const PANES = { devices: DevicesTab, leases: LeasesTab, incidents: IncidentsTab };

/** The counters of a brand's stalls: devices, what they have leased, and what a person must settle. */
export function PopupsPage() {
  const brand = useBrand();
  const { view } = useViewState();
  const asked = { brandId: brand.id, isResolved: false };
  const open = useQuery(hub.popups.incidents.queryOptions(asked, { refetchInterval: 15_000 }));
  const tab = TABS.find((id) => id === view.tab) ?? 'devices';
  const Pane = PANES[tab];
  const count = open.data?.length ?? 0;
  return (
    <>
      <PageHeader title={say.popups.title} lead={say.popups.lead} />
      <LinkTabs
        label={say.popups.tabsLabel}
        param="tab"
        current={tab}
        tabs={TABS.map((id) => ({
          id,
          text: id === 'incidents' && count > 0 ? `${say.popups[id]} (${count})` : say.popups[id],
        }))}
      />
      <div className="mt-6 space-y-4">
        {brand.role === 'viewer' && <p className="text-ink-soft">{say.popups.viewersOnly}</p>}
        <Pane />
      </div>
    </>
  );
}
