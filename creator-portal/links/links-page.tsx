import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Link2, Plus } from 'lucide-react';
import { useState } from 'react';
import type { LinkView } from '../../server/protocol/links.ts';
import { hub } from '../hub/client.ts';
import { useViewState } from '../shell/use-view-state.ts';
import { say } from '../strings.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { TextField } from '../ui/field.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { RowsSkeleton } from '../ui/skeleton.tsx';
import { LinkChips } from '../ui/tabs.tsx';
import { LinkRow } from './link-row.tsx';
import { NewLinkDialog } from './new-link-dialog.tsx';

/** Every link of a creator with its QR, its spoken code and what it brought. */
export function LinksPage() {
  const links = useQuery(hub.links.listMine.queryOptions());
  const contracts = useQuery(hub.contracts.listMine.queryOptions());
  const [creating, setCreating] = useState(false);
  const active = contracts.data?.filter((contract) => contract.state === 'active') ?? [];
  const create = active.length > 0 && (
    <Button
      look="primary"
      data-create=""
      icon={<Plus aria-hidden="true" size={17} />}
      onClick={() => setCreating(true)}
    >
      {say.links.create}
    </Button>
  );
  const isEmpty = links.data?.length === 0;
  return (
    <>
      <PageHeader title={say.pages.links} lead={say.links.lead} action={!isEmpty && create} />
      <Loaded query={links} skeleton={<RowsSkeleton rows={5} />}>
        {(list) =>
          isEmpty ? (
            <EmptyState title={say.links.emptyTitle} icon={<Link2 size={20} />} action={create}>
              <p>{say.links.empty}</p>
              {active.length === 0 && contracts.data && (
                <p className="mt-2">{say.links.needContract}</p>
              )}
            </EmptyState>
          ) : (
            <LinkList links={list} />
          )
        }
      </Loaded>
      {creating && <NewLinkDialog contracts={active} onClose={() => setCreating(false)} />}
    </>
  );
}

function LinkList({ links }: { links: LinkView[] }) {
  const { view, change } = useViewState();
  const only = view.only ?? 'all';
  const find = (view.find ?? '').toLowerCase();
  const shown = links
    .filter((link) => only === 'all' || link.state === only)
    .filter((link) => `${link.label} ${link.slug} ${link.brandName}`.toLowerCase().includes(find));
  return (
    <>
      <div className="mb-3 flex flex-wrap items-end justify-between gap-3">
        <LinkChips
          label={say.links.show}
          param="only"
          current={only}
          chips={[
            { id: 'all', text: say.links.all },
            { id: 'active', text: say.links.state.active },
            { id: 'paused', text: say.links.state.paused },
            { id: 'ended', text: say.links.state.ended },
          ]}
        />
        <TextField
          label={say.links.search}
          type="search"
          data-search=""
          className="w-full sm:w-56"
          value={view.find ?? ''}
          onChange={(event) => change({ find: event.target.value })}
        />
      </div>
      {shown.length === 0 ? (
        <EmptyState
          title={say.links.noneFound}
          action={
            <Button onClick={() => change({ only: undefined, find: undefined })}>
              {say.act.clear}
            </Button>
          }
        >
          {null}
        </EmptyState>
      ) : (
        <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
          {shown.map((link) => (
            <LinkRow key={link.id} link={link} />
          ))}
        </ul>
      )}
      <p className="mt-3 text-sm">
        <Link to="/creator/links/why" className="underline">
          {say.why.title}
        </Link>
      </p>
    </>
  );
}
