import { useQuery } from '@tanstack/react-query';
import { Plus, UsersRound } from 'lucide-react';
import { useState } from 'react';
import { hub } from '../hub/client.ts';
import { useBrand } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { RowsSkeleton } from '../ui/skeleton.tsx';
import { AudienceCard } from './audience-card.tsx';
import { NameDialog } from './name-dialog.tsx';

/** For whom drops can open earlier or keep units. */
export function AudiencesPage() {
  const brand = useBrand();
  const [creating, setCreating] = useState(false);
  const list = useQuery(hub.audiences.list.queryOptions({ brandId: brand.id }));
  const create = brand.role !== 'viewer' && (
    <Button
      look="primary"
      data-create=""
      icon={<Plus aria-hidden="true" size={17} />}
      onClick={() => setCreating(true)}
    >
      {say.audiences.create}
    </Button>
  );
  const isEmpty = list.data?.audiences.length === 0;
  return (
    <>
      <PageHeader
        title={say.pages.audiences}
        lead={say.audiences.lead}
        action={!isEmpty && create}
      />
      <Loaded query={list} skeleton={<RowsSkeleton rows={4} />}>
        {({ audiences, pastBuyers }) => (
          <div className="space-y-4">
            {isEmpty ? (
              <EmptyState
                title={say.audiences.emptyTitle}
                icon={<UsersRound size={20} />}
                action={create}
              >
                <p>{say.audiences.empty}</p>
              </EmptyState>
            ) : (
              <ul className="space-y-3">
                {audiences.map((audience) => (
                  <AudienceCard key={audience.id} audience={audience} />
                ))}
              </ul>
            )}
            <p className="text-ink-soft">{say.audiences.pastBuyers(pastBuyers)}</p>
          </div>
        )}
      </Loaded>
      {creating && <NameDialog onClose={() => setCreating(false)} />}
    </>
  );
}
