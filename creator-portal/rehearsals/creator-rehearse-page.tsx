import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { hub } from '../hub/client.ts';
import { Loaded } from '../ui/loaded.tsx';
import { BlockSkeleton } from '../ui/skeleton.tsx';
import { creatorHost } from './host.ts';
import { RehearsePage } from './rehearse-page.tsx';

/** A creator rehearses a drop in which they take part. */
export function CreatorRehearsePage() {
  const { dropId } = useParams({ from: '/creator/drops/$dropId/rehearse' });
  const drops = useQuery(hub.drops.listMine.queryOptions());
  return (
    <Loaded query={drops} skeleton={<BlockSkeleton className="h-72 w-full" />}>
      {(list) => (
        <RehearsePage
          host={creatorHost}
          dropId={dropId}
          title={list.find(({ id }) => id === dropId)?.title ?? null}
        />
      )}
    </Loaded>
  );
}
