import { useQuery } from '@tanstack/react-query';
import { hub } from '../hub/client.ts';

/** Who is signed in. Asked once a minute at most; every change of it refreshes it by name. */
export function useMe() {
  return useQuery(hub.accounts.me.queryOptions(undefined, { staleTime: 60_000 }));
}
