import { useQuery } from '@tanstack/react-query';
import { KeyRound, Plus } from 'lucide-react';
import { useState } from 'react';
import { hub } from '../hub/client.ts';
import { useBrand } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { RowsSkeleton } from '../ui/skeleton.tsx';
import { KeyCard } from './key-card.tsx';
import { NewKeyDialog } from './new-key-dialog.tsx';

/** Keys of the brand's own programs, for owners. */
export function KeysTab() {
  const brand = useBrand();
  const [creating, setCreating] = useState(false);
  const isOwner = brand.role === 'owner';
  const keys = useQuery({
    ...hub.api.keys.queryOptions({ brandId: brand.id }),
    enabled: isOwner,
  });
  if (!isOwner) return <p className="text-ink-soft">{say.integrations.ownersOnly}</p>;
  const create = (
    <Button
      look="primary"
      data-create=""
      icon={<Plus aria-hidden="true" size={17} />}
      onClick={() => setCreating(true)}
    >
      {say.keys.create}
    </Button>
  );
  return (
    <>
      <Loaded query={keys} skeleton={<RowsSkeleton rows={3} />}>
        {(list) =>
          list.length === 0 ? (
            <EmptyState title={say.keys.emptyTitle} icon={<KeyRound size={20} />} action={create}>
              <p>{say.keys.empty}</p>
            </EmptyState>
          ) : (
            <div className="space-y-4">
              {create}
              <ul className="space-y-3">
                {list.map((key) => (
                  <KeyCard key={key.id} apiKey={key} />
                ))}
              </ul>
            </div>
          )
        }
      </Loaded>
      {creating && <NewKeyDialog onClose={() => setCreating(false)} />}
    </>
  );
}
