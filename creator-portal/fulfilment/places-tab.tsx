import { useMutation, useQuery } from '@tanstack/react-query';
import { MapPin, Plus } from 'lucide-react';
import { useState } from 'react';
import type { LocationView } from '../../server/protocol/fulfilment.ts';
import { hub, queryClient } from '../hub/client.ts';
import { useBrand } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { ConfirmDialog } from '../ui/confirm.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { RowsSkeleton } from '../ui/skeleton.tsx';
import { PlaceDialog } from './place-dialog.tsx';

/** The central reserve and every other place that holds stock. */
export function PlacesTab() {
  const brand = useBrand();
  const [editing, setEditing] = useState<LocationView | 'new' | null>(null);
  const places = useQuery(hub.fulfilment.locations.queryOptions({ brandId: brand.id }));
  const add = brand.role !== 'viewer' && (
    <Button
      look="primary"
      data-create=""
      icon={<Plus aria-hidden="true" size={17} />}
      onClick={() => setEditing('new')}
    >
      {say.fulfilment.addPlace}
    </Button>
  );
  return (
    <>
      <Loaded query={places} skeleton={<RowsSkeleton rows={3} />}>
        {(all) => (
          <div className="space-y-4">
            {all.length > 1 && add}
            <ul className="grid items-start gap-4 md:grid-cols-2">
              {all.map((place) => (
                <PlaceCard key={place.location} place={place} onEdit={() => setEditing(place)} />
              ))}
            </ul>
            {all.length === 1 && (
              <EmptyState
                title={say.fulfilment.noPlacesTitle}
                icon={<MapPin size={20} />}
                action={add}
              >
                <p>{say.fulfilment.noPlaces}</p>
              </EmptyState>
            )}
          </div>
        )}
      </Loaded>
      {editing && (
        <PlaceDialog place={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />
      )}
    </>
  );
}

function PlaceCard({ place, onEdit }: { place: LocationView; onEdit: () => void }) {
  const brand = useBrand();
  const [archiving, setArchiving] = useState(false);
  const archive = useMutation(hub.fulfilment.archiveLocation.mutationOptions());
  const hasAddress = place.country !== '';
  const toggle = async () => {
    if (place.id === null) return;
    await archive.mutateAsync({ brandId: brand.id, locationId: place.id });
    await queryClient.invalidateQueries(hub.fulfilment.pathFilter());
  };
  return (
    <li data-row="" className="rounded-lg border border-line bg-surface">
      <div className="space-y-1 p-4">
        <div className="flex flex-wrap items-center gap-2">
          <h2 className="text-lg font-semibold break-words">{place.name}</h2>
          {place.hasPickUp && <Badge tone="good">{say.fulfilment.collects}</Badge>}
          {place.archivedAt !== null && <Badge>{say.fulfilment.archived}</Badge>}
        </div>
        {hasAddress ? (
          <address className="text-ink-soft not-italic">
            {[place.street, `${place.postalCode} ${place.city}`.trim(), place.country]
              .filter((part) => part !== '')
              .join(', ')}
          </address>
        ) : (
          <p className="text-ink-soft">{say.fulfilment.noAddressYet}</p>
        )}
        {place.hasPickUp && place.pickUpNote !== '' && <p>{place.pickUpNote}</p>}
      </div>
      {brand.role !== 'viewer' && (
        <footer className="flex flex-wrap items-center gap-2 border-t border-line px-4 py-2.5">
          <Button small onClick={onEdit}>
            {hasAddress ? say.fulfilment.edit : say.fulfilment.setAddress}
          </Button>
          {!place.isCentral && (
            <Button small look="quiet" className="ml-auto" onClick={() => setArchiving(true)}>
              {place.archivedAt === null ? say.fulfilment.archive : say.fulfilment.restore}
            </Button>
          )}
        </footer>
      )}
      {archiving && (
        <ConfirmDialog
          title={
            place.archivedAt === null
              ? say.fulfilment.archiveTitle(place.name)
              : say.fulfilment.restore
          }
          actionLabel={place.archivedAt === null ? say.fulfilment.archive : say.fulfilment.restore}
          danger={place.archivedAt === null}
          onConfirm={toggle}
          onClose={() => setArchiving(false)}
        >
          <p>{place.archivedAt === null ? say.fulfilment.archiveText : place.name}</p>
        </ConfirmDialog>
      )}
    </li>
  );
}
