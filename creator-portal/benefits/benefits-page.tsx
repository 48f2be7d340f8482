import { useViewState } from '../shell/use-view-state.ts';
import { say } from '../strings.ts';
import { PageHeader } from '../ui/page-header.tsx';
import { LinkTabs } from '../ui/tabs.tsx';
import { CreditTab } from './credit-tab.tsx';
import { VouchersTab } from './vouchers-tab.tsx';

const TABS = ['vouchers', 'credit'] as const;

/** What buyers got beside their order, to redeem and to look up. */
export function BenefitsPage() {
  const { view } = useViewState();
  const tab = TABS.find((id) => id === view.tab) ?? 'vouchers';
  return (
    <>
      <PageHeader title={say.benefits.title} lead={say.benefits.lead} />
      <LinkTabs
        label={say.benefits.tabsLabel}
        param="tab"
        current={tab}
        tabs={TABS.map((id) => ({ id, text: say.benefits.tabs[id] }))}
      />
      <div className="mt-6">{tab === 'vouchers' ? <VouchersTab /> : <CreditTab />}</div>
    </>
  );
}
