import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { MapPin, Plus, Tablet } from 'lucide-react';
import { useState } from 'react';
import { hub } from '../hub/client.ts';
import { useBrand } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { Button, buttonClass } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { RowsSkeleton } from '../ui/skeleton.tsx';
import { AddDeviceDialog } from './add-device-dialog.tsx';
import { DeviceCard } from './device-card.tsx';
import { useDevices } from './use-devices.ts';

/** Every device, the newest first. */
export function DevicesTab() {
  const brand = useBrand();
  const [adding, setAdding] = useState(false);
  const devices = useDevices();
  const locations = useQuery(hub.fulfilment.locations.queryOptions({ brandId: brand.id }));
  const places = locations.data?.filter((one) => one.hasPickUp && one.archivedAt === null);
  const add = brand.role !== 'viewer' && (
    <Button
      look="primary"
      data-create=""
      icon={<Plus aria-hidden="true" size={17} />}
      onClick={() => setAdding(true)}
    >
      {say.popups.add}
    </Button>
  );
  const empty =
    places?.length === 0 ? (
      <EmptyState
        title={say.popups.noPlaceTitle}
        icon={<MapPin size={20} />}
        action={
          <Link
            to="/brands/$slug/locations"
            params={{ slug: brand.slug }}
            search={{ tab: 'places' }}
            className={buttonClass('primary')}
          >
            {say.popups.toPlaces}
          </Link>
        }
      >
        <p>{say.popups.noPlace}</p>
      </EmptyState>
    ) : (
      <EmptyState title={say.popups.emptyTitle} icon={<Tablet size={20} />} action={add}>
        <p>{say.popups.empty}</p>
      </EmptyState>
    );
  return (
    <>
      <Loaded query={devices} skeleton={<RowsSkeleton rows={3} />}>
        {(list) =>
          list.length === 0 ? (
            empty
          ) : (
            <div className="space-y-4">
              {places?.length !== 0 && add}
              <ul className="grid items-start gap-4 md:grid-cols-2">
                {list.map((device) => (
                  <DeviceCard key={device.id} device={device} />
                ))}
              </ul>
            </div>
          )
        }
      </Loaded>
      {adding && places && <AddDeviceDialog places={places} onClose={() => setAdding(false)} />}
    </>
  );
}
