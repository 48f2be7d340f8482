import { useViewState } from '../shell/use-view-state.ts';
import { say } from '../strings.ts';
import { PageHeader } from '../ui/page-header.tsx';
import { LinkTabs } from '../ui/tabs.tsx';
import { FilesTab } from './files-tab.tsx';
import { KeysTab } from './keys-tab.tsx';
import { ShopsTab } from './shops-tab.tsx';
import { WebhooksTab } from './webhooks-tab.tsx';

const TABS = ['keys', 'webhooks', 'shops', 'files'] as const;
const PANES = { keys: KeysTab, webhooks: WebhooksTab, shops: ShopsTab, files: FilesTab };

/** How other programs work with a brand. */
export function IntegrationsPage() {
  const { view } = useViewState();
  const tab = TABS.find((id) => id === view.tab) ?? 'keys';
  const Pane = PANES[tab];
  return (
    <>
      <PageHeader
        title={say.integrations.title}
        lead={
          <>
            {say.integrations.lead}{' '}
            <a className="underline" href="/v1">
              {say.integrations.docs}
            </a>
          </>
        }
      />
      <LinkTabs
        label={say.integrations.tabsLabel}
        param="tab"
        current={tab}
        tabs={TABS.map((id) => ({ id, text: say.integrations.tabs[id] }))}
      />
      <div className="mt-6">
        <Pane />
      </div>
    </>
  );
}
