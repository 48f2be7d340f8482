import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Plus, Timer } from 'lucide-react';
import { DROP_PHASES, type DropSummary } from '../../server/protocol/drops.ts';
import { hub } from '../hub/client.ts';
import { useViewState } from '../shell/use-view-state.ts';
import { useBrand } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { Button, buttonClass } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { RowsSkeleton } from '../ui/skeleton.tsx';
import { LinkChips } from '../ui/tabs.tsx';
import { DropRow } from './drop-row.tsx';

/** Every drop: running first, then coming, then drafts, then what is over. */
export function DropsPage() {
  const brand = useBrand();
  const drops = useQuery(
    hub.drops.list.queryOptions({ brandId: brand.id }, { refetchInterval: 5000 }),
  );
  const create = brand.role !== 'viewer' && (
    <Link
      to="/brands/$slug/drops/new"
      params={{ slug: brand.slug }}
      data-create=""
      className={buttonClass('primary')}
    >
      <Plus aria-hidden="true" size={17} />
      {say.drops.create}
    </Link>
  );
  const isEmpty = drops.data?.length === 0;
  return (
    <>
      <PageHeader title={say.pages.drops} lead={say.drops.lead} action={!isEmpty && create} />
      <Loaded query={drops} skeleton={<RowsSkeleton rows={5} />}>
        {(list) =>
          isEmpty ? (
            <EmptyState title={say.drops.emptyTitle} icon={<Timer size={20} />} action={create}>
              <p>{say.drops.empty}</p>
            </EmptyState>
          ) : (
            <DropList drops={list} />
          )
        }
      </Loaded>
    </>
  );
}

const RANK: Record<DropSummary['phase'], number> = {
  live: 0,
  sold_out: 0,
  paused: 0,
  scheduled: 1,
  draft: 2,
  ended: 3,
};

function DropList({ drops }: { drops: DropSummary[] }) {
  const { view, change } = useViewState();
  const only = view.only ?? 'all';
  const present = DROP_PHASES.filter((phase) => drops.some((drop) => drop.phase === phase));
  const shown = drops
    .filter((drop) => only === 'all' || drop.phase === only)
    .toSorted((a, b) => RANK[a.phase] - RANK[b.phase] || byTime(a, b));
  return (
    <>
      <div className="mb-3">
        <LinkChips
          label={say.drops.filter}
          param="only"
          current={only}
          chips={[
            { id: 'all', text: say.drops.all },
            ...present.map((phase) => ({ id: phase, text: say.phase[phase] })),
          ]}
        />
      </div>
      {shown.length === 0 ? (
        <EmptyState
          title={say.drops.noneInPhase}
          action={<Button onClick={() => change({ only: undefined })}>{say.act.clear}</Button>}
        >
          {null}
        </EmptyState>
      ) : (
        <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
          {shown.map((drop) => (
            <DropRow key={drop.id} drop={drop} />
          ))}
        </ul>
      )}
    </>
  );
}

/** What comes next is first; what is over is latest first. */
function byTime(a: DropSummary, b: DropSummary): number {
  return a.phase === 'ended' ? b.endsAt - a.endsAt : a.startsAt - b.startsAt;
}
