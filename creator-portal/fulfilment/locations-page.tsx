import { useViewState } from '../shell/use-view-state.ts';
import { say } from '../strings.ts';
import { PageHeader } from '../ui/page-header.tsx';
import { LinkTabs } from '../ui/tabs.tsx';
import { HandOverPanel } from './hand-over-panel.tsx';
import { PlacesTab } from './places-tab.tsx';
import { WorkList } from './work-list.tsx';

const TABS = ['todo', 'done', 'places'] as const;

/** Where stock is, and what each place has to do with it. */
export function LocationsPage() {
  const { view } = useViewState();
  const tab = TABS.find((id) => id === view.tab) ?? 'todo';
  return (
    <>
      <PageHeader title={say.fulfilment.title} lead={say.fulfilment.lead} />
      <LinkTabs
        label={say.fulfilment.tabsLabel}
        param="tab"
        current={tab}
        tabs={TABS.map((id) => ({ id, text: say.fulfilment.tabs[id] }))}
      />
      <div className="mt-6">
        {tab === 'places' ? (
          <PlacesTab />
        ) : (
          <>
            {tab === 'todo' && <HandOverPanel />}
            <WorkList key={tab} isDone={tab === 'done'} />
          </>
        )}
      </div>
    </>
  );
}
