import { useQuery } from '@tanstack/react-query';
import { hub, queryClient } from '../hub/client.ts';
import { useBrand } from '../shell/workspace.ts';

/** The devices of a brand with what they have leased, kept fresh: stalls sell while one looks. */
export function useDevices(everyMs = 15_000) {
  const brand = useBrand();
  return useQuery(
    hub.popups.devices.queryOptions({ brandId: brand.id }, { refetchInterval: everyMs }),
  );
}

/** What another look brings: devices, leases and incidents hang together. */
export function refreshPopups() {
  return queryClient.invalidateQueries(hub.popups.pathFilter());
}
