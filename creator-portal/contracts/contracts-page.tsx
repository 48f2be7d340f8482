import { useQuery } from '@tanstack/react-query';
import { FileText } from 'lucide-react';
import type { ContractView } from '../../server/protocol/contracts.ts';
import { hub } from '../hub/client.ts';
import { useMe } from '../shell/use-me.ts';
import { say } from '../strings.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { BlockSkeleton } from '../ui/skeleton.tsx';
import { ContractCard } from './contract-card.tsx';
import type { DropChoice } from './override-fields.tsx';

/** A creator's contracts; what waits for an answer stands first. */
export function ContractsPage() {
  const contracts = useQuery(hub.contracts.listMine.queryOptions());
  const me = useMe();
  return (
    <>
      <PageHeader title={say.pages.contracts} lead={say.contracts.lead} />
      {me.data?.user.emailVerified === false && (
        <div className="mb-4">
          <Notice>{say.contracts.needsConfirmed}</Notice>
        </div>
      )}
      <Loaded query={contracts} skeleton={<BlockSkeleton className="h-64 w-full" />}>
        {(list) =>
          list.length === 0 ? (
            <EmptyState title={say.contracts.emptyTitle} icon={<FileText size={20} />}>
              <p>{say.contracts.empty(me.data?.user.email ?? '')}</p>
            </EmptyState>
          ) : (
            <div className="space-y-4">
              {list
                .toSorted((a, b) => RANK[a.state] - RANK[b.state] || b.createdAt - a.createdAt)
                .map((contract) => (
                  <ContractCard
                    key={contract.id}
                    contract={contract}
                    side="creator"
                    title={contract.brandName}
                    drops={dropsNamed(contract)}
                    mayAct
                  />
                ))}
            </div>
          )
        }
      </Loaded>
    </>
  );
}

/** A creator can change the rates of drops that the terms name already; others are the brand's to name. */
function dropsNamed({ dropTitles }: ContractView): DropChoice[] {
  return Object.entries(dropTitles).map(([id, title]) => ({ id, title }));
}

const RANK = { proposed: 0, active: 1, ended: 2, declined: 3, withdrawn: 4 } as const;
