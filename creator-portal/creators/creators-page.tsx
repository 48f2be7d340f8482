import { useQuery } from '@tanstack/react-query';
import { Plus, Users } from 'lucide-react';
import { useState } from 'react';
import type { CreatorRow } from '../../server/protocol/reports.ts';
import { ProposeDialog } from '../contracts/propose-dialog.tsx';
import { hub } from '../hub/client.ts';
import { sortOf, sortText, useViewState } from '../shell/use-view-state.ts';
import { useBrand } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { TextField } from '../ui/field.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { RowsSkeleton } from '../ui/skeleton.tsx';
import { ContractDialog } from './contract-dialog.tsx';
import { CreatorTable } from './creator-table.tsx';
import { useDropChoices } from './use-drop-choices.ts';

/** Every creator with a contract: owed, paid, brought, and worth after 30, 60 and 90 days. */
export function CreatorsPage() {
  const brand = useBrand();
  const { view, change } = useViewState();
  const drops = useDropChoices();
  const [proposing, setProposing] = useState(false);
  const creators = useQuery(
    hub.reports.creators.queryOptions({ brandId: brand.id }, { refetchInterval: 5000 }),
  );
  const propose = brand.role !== 'viewer' && (
    <Button
      look="primary"
      data-create=""
      icon={<Plus aria-hidden="true" size={17} />}
      onClick={() => setProposing(true)}
    >
      {say.creators.propose}
    </Button>
  );
  const isEmpty = creators.data?.length === 0;
  return (
    <>
      <PageHeader
        title={say.pages.creators}
        lead={say.creators.lead}
        action={!isEmpty && propose}
      />
      <Loaded query={creators} skeleton={<RowsSkeleton rows={5} />}>
        {(rows) =>
          isEmpty ? (
            <EmptyState title={say.creators.emptyTitle} icon={<Users size={20} />} action={propose}>
              <p>{say.creators.empty}</p>
            </EmptyState>
          ) : (
            <CreatorList rows={rows} />
          )
        }
      </Loaded>
      {proposing && (
        <ProposeDialog
          proposing={{
            kind: 'first',
            brandId: brand.id,
            currency: brand.currency,
            jointCapBps: brand.maxPayoutBpsPerOrder,
          }}
          drops={drops}
          onClose={() => setProposing(false)}
        />
      )}
      {view.open && (
        <ContractDialog contractId={view.open} onClose={() => change({ open: undefined })} />
      )}
    </>
  );
}

function CreatorList({ rows }: { rows: CreatorRow[] }) {
  const { view, change } = useViewState();
  const find = (view.find ?? '').toLowerCase();
  const shown = rows.filter((row) =>
    `${row.creatorName} ${row.handle ?? ''}`.toLowerCase().includes(find),
  );
  return (
    <>
      {rows.length > 4 && (
        <TextField
          label={say.creators.find}
          type="search"
          data-search=""
          className="mb-3 sm:max-w-64"
          value={view.find ?? ''}
          onChange={(event) => change({ find: event.target.value })}
        />
      )}
      {shown.length === 0 ? (
        <EmptyState
          title={say.creators.noneFound}
          action={<Button onClick={() => change({ find: undefined })}>{say.act.clear}</Button>}
        >
          {null}
        </EmptyState>
      ) : (
        <CreatorTable
          rows={shown}
          sort={sortOf(view, { key: 'netSales', down: true })}
          onSort={(sort) => change({ sort: sortText(sort) })}
          onOpen={(row) => change({ open: row.contractId })}
        />
      )}
      <p className="mt-3 max-w-prose text-sm text-ink-soft">{say.creators.ltvExplain}</p>
    </>
  );
}
