import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { hub } from '../hub/client.ts';
import { useBrand } from '../shell/workspace.ts';
import { Loaded } from '../ui/loaded.tsx';
import { BlockSkeleton } from '../ui/skeleton.tsx';
import { brandHost } from './host.ts';
import { RehearsePage } from './rehearse-page.tsx';

/** A brand rehearses a drop of its own, in any phase, with all its creators. */
export function BrandRehearsePage() {
  const brand = useBrand();
  const { dropId } = useParams({ from: '/brands/$slug/drops/$dropId/rehearse' });
  const drop = useQuery(hub.drops.get.queryOptions({ brandId: brand.id, dropId }));
  return (
    <Loaded query={drop} skeleton={<BlockSkeleton className="h-72 w-full" />}>
      {({ title }) => <RehearsePage host={brandHost(brand)} dropId={dropId} title={title} />}
    </Loaded>
  );
}
