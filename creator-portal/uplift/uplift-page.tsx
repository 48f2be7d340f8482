import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { FlaskConical } from 'lucide-react';
import type { UpliftView } from '../../server/protocol/experiments.ts';
import { hub } from '../hub/client.ts';
import { useBrand } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { buttonClass } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { PageHeader, Section } from '../ui/page-header.tsx';
import { Panel } from '../ui/panel.tsx';
import { BlockSkeleton, RowsSkeleton } from '../ui/skeleton.tsx';
import { UpliftCard } from './uplift-card.tsx';
import { UpliftFacts } from './uplift-facts.tsx';

/** What drops brought that would not have come anyway, in words with their interval. */
export function UpliftPage() {
  const brand = useBrand();
  const uplift = useQuery(hub.uplift.list.queryOptions({ brandId: brand.id }));
  return (
    <>
      <PageHeader title={say.uplift.title} lead={say.uplift.lead} />
      <Loaded
        query={uplift}
        skeleton={
          <div className="space-y-6">
            <BlockSkeleton className="h-44 w-full" />
            <RowsSkeleton rows={4} />
          </div>
        }
      >
        {(data) => <Uplift data={data} />}
      </Loaded>
    </>
  );
}

function Uplift({ data: { rows, pooled } }: { data: UpliftView }) {
  const brand = useBrand();
  if (rows.length === 0) {
    return (
      <EmptyState
        title={say.uplift.emptyTitle}
        icon={<FlaskConical size={20} />}
        action={
          <Link
            to="/brands/$slug/drops/new"
            params={{ slug: brand.slug }}
            className={buttonClass('primary')}
          >
            {say.uplift.newDrop}
          </Link>
        }
      >
        <p>{say.uplift.empty}</p>
      </EmptyState>
    );
  }
  return (
    <>
      {pooled && (
        <Section title={say.uplift.pooledTitle} lead={say.uplift.pooledLead(pooled.drops)}>
          <Panel>
            <UpliftFacts figures={pooled} completeAt={null} smallestEffectBps={null} />
          </Panel>
        </Section>
      )}
      <Section title={say.uplift.perDrop}>
        <ul className="space-y-4">
          {rows.map((row) => (
            <UpliftCard key={row.experimentId} row={row} />
          ))}
        </ul>
      </Section>
      <Section title={say.uplift.methodTitle}>
        <p className="max-w-prose text-sm text-ink-soft">{say.uplift.method}</p>
      </Section>
    </>
  );
}
