import { useQuery } from '@tanstack/react-query';
import { CENTRAL, EVERYONE, PAST_BUYERS } from '../../server/protocol/stock-keys.ts';
import { hub } from '../hub/client.ts';
import { useBrand } from '../shell/workspace.ts';
import { say } from '../strings.ts';

type Choice = { key: string; name: string };

/** Where units can be and for whom they can be kept, by name. */
export type PoolChoices = { locations: Choice[]; audiences: Choice[] };

/** The brand's own places and groups, after those that every brand has. */
export function usePoolChoices(): PoolChoices {
  const { id: brandId } = useBrand();
  const locations = useQuery(hub.fulfilment.locations.queryOptions({ brandId }));
  const audiences = useQuery(hub.audiences.list.queryOptions({ brandId }));
  return {
    locations: [
      { key: CENTRAL, name: say.dropTerms.central },
      ...(locations.data ?? [])
        .filter(({ isCentral, archivedAt }) => !isCentral && archivedAt === null)
        .map(({ location, name }) => ({ key: location, name })),
    ],
    audiences: [
      { key: EVERYONE, name: say.dropTerms.everyone },
      { key: PAST_BUYERS, name: say.dropTerms.pastBuyers },
      ...(audiences.data?.audiences ?? [])
        .filter(({ archivedAt }) => archivedAt === null)
        .map(({ id, name }) => ({ key: id, name })),
    ],
  };
}
