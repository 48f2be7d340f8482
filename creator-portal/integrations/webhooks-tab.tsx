import { useQuery } from '@tanstack/react-query';
import { Plus, Webhook } from 'lucide-react';
import { useState } from 'react';
import { hub } from '../hub/client.ts';
import { useBrand } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { RowsSkeleton } from '../ui/skeleton.tsx';
import { EndpointCard } from './endpoint-card.tsx';
import { EndpointDialog } from './endpoint-dialog.tsx';

/** Where this brand's programs are told what happens. */
export function WebhooksTab() {
  const brand = useBrand();
  const [creating, setCreating] = useState(false);
  const mayManage = brand.role !== 'viewer';
  const endpoints = useQuery({
    ...hub.webhooks.endpoints.queryOptions({ brandId: brand.id }),
    enabled: mayManage,
    refetchInterval: 5_000,
  });
  if (!mayManage) return <p className="text-ink-soft">{say.integrations.managersOnly}</p>;
  const create = (
    <Button
      look="primary"
      data-create=""
      icon={<Plus aria-hidden="true" size={17} />}
      onClick={() => setCreating(true)}
    >
      {say.webhooks.create}
    </Button>
  );
  return (
    <>
      <Loaded query={endpoints} skeleton={<RowsSkeleton rows={3} />}>
        {(list) =>
          list.length === 0 ? (
            <EmptyState
              title={say.webhooks.emptyTitle}
              icon={<Webhook size={20} />}
              action={create}
            >
              <p>{say.webhooks.empty}</p>
            </EmptyState>
          ) : (
            <div className="space-y-4">
              {create}
              <ul className="space-y-3">
                {list.map((endpoint) => (
                  <EndpointCard key={endpoint.id} endpoint={endpoint} />
                ))}
              </ul>
            </div>
          )
        }
      </Loaded>
      {creating && <EndpointDialog onClose={() => setCreating(false)} />}
    </>
  );
}
