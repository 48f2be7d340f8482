import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { ExternalLink } from 'lucide-react';
import type { DropDetail } from '../../server/protocol/drops.ts';
import { hub } from '../hub/client.ts';
import { problemOf } from '../hub/problem-of.ts';
import { useViewState } from '../shell/use-view-state.ts';
import { useBrand } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { buttonClass } from '../ui/button.tsx';
import { formatRange } from '../ui/format-time.ts';
import { Loaded } from '../ui/loaded.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { BlockSkeleton, RowsSkeleton } from '../ui/skeleton.tsx';
import { LinkTabs } from '../ui/tabs.tsx';
import { CodesPanel } from './codes-panel.tsx';
import { DockCommands } from './dock-commands.tsx';
import { DockGrants } from './dock-grants.tsx';
import { DropActions } from './drop-actions.tsx';
import { DropActivity } from './drop-activity.tsx';
import { DropCreators } from './drop-creators.tsx';
import { DropOrders } from './drop-orders.tsx';
import { DropOverview } from './drop-overview.tsx';
import { DropQuestions } from './drop-questions.tsx';
import { LinePanel } from './line-panel.tsx';
import { PhaseBadge } from './phase-badge.tsx';

const TABS = ['overview', 'creators', 'orders', 'activity'] as const;

/** One drop: what it did, through whom, to whom, and every lever while it runs. */
export function DropPage() {
  const brand = useBrand();
  const { dropId } = useParams({ from: '/brands/$slug/drops/$dropId' });
  const drop = useQuery(
    hub.drops.get.queryOptions({ brandId: brand.id, dropId }, { refetchInterval: 3000 }),
  );
  const isMissing = drop.data === undefined && drop.isError && isUnknown(drop.error);
  if (isMissing) return <PageHeader title={say.problem.missingTitle} lead={say.problem.missing} />;
  return (
    <Loaded
      query={drop}
      skeleton={
        <div className="space-y-6">
          <BlockSkeleton className="h-10 w-72" />
          <RowsSkeleton rows={6} />
        </div>
      }
    >
      {(data) => <Drop drop={data} />}
    </Loaded>
  );
}

/** No drop of this brand, or nothing that could be one. */
function isUnknown(error: unknown): boolean {
  return ['not_found', 'bad_input'].includes(problemOf(error).code);
}

function Drop({ drop }: { drop: DropDetail }) {
  const brand = useBrand();
  const { view } = useViewState();
  const tab = TABS.find((known) => known === view.tab) ?? 'overview';
  return (
    <>
      <PageHeader
        title={drop.title}
        badge={<PhaseBadge phase={drop.phase} />}
        lead={formatRange(drop.startsAt, drop.endsAt, brand.timeZone)}
        action={
          <>
            {drop.phase !== 'draft' && (
              <a
                href={drop.publicUrl}
                target="_blank"
                rel="noreferrer"
                className={buttonClass('plain')}
              >
                {say.drop.page}
                <ExternalLink aria-hidden="true" size={15} />
              </a>
            )}
            {brand.role !== 'viewer' && (
              <Link
                to="/brands/$slug/drops/new"
                params={{ slug: brand.slug }}
                search={{ open: drop.id }}
                className={buttonClass('plain')}
              >
                {drop.phase === 'draft' ? say.newDrop.edit : say.newDrop.copy}
              </Link>
            )}
            {brand.role !== 'viewer' && (
              <Link
                to="/brands/$slug/drops/$dropId/rehearse"
                params={{ slug: brand.slug, dropId: drop.id }}
                className={buttonClass('plain')}
              >
                {say.rehearsals.rehearse}
              </Link>
            )}
            <DropActions drop={drop} />
          </>
        }
      />
      <div className="mb-4 space-y-2 empty:hidden">
        {drop.pauseReason !== null && drop.phase === 'paused' && (
          <Notice>{say.drop.paused(drop.pauseReason)}</Notice>
        )}
        {drop.phase === 'draft' && drop.missing.length > 0 && (
          <Notice>
            <p className="font-medium">{say.drop.missingTitle}</p>
            <ul className="list-disc pl-5">
              {drop.missing.map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
            <p className="mt-1">{say.drop.missingHint}</p>
          </Notice>
        )}
        {drop.warnings.length > 0 && (
          <Notice>
            <p className="font-medium">{say.supply.warningsTitle}</p>
            <ul className="list-disc pl-5">
              {drop.warnings.map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          </Notice>
        )}
      </div>
      <LinkTabs
        label={say.drop.tabsLabel}
        param="tab"
        current={tab}
        tabs={TABS.map((id) => ({ id, text: say.drop.tabs[id] }))}
      />
      <div className="mt-5">
        {tab === 'overview' && (
          <>
            <DropOverview drop={drop} />
            <LinePanel drop={drop} />
          </>
        )}
        {tab === 'creators' && (
          <>
            <DropCreators drop={drop} />
            <DockGrants dropId={drop.id} />
            <CodesPanel drop={drop} />
          </>
        )}
        {tab === 'orders' && <DropOrders dropId={drop.id} />}
        {tab === 'activity' && (
          <>
            <DropActivity drop={drop} />
            <DockCommands dropId={drop.id} />
            <DropQuestions dropId={drop.id} />
          </>
        )}
      </div>
    </>
  );
}
