import type { Hub } from '../platform/hub.ts';
import type { ListFulfilmentsInput } from '../protocol/fulfilment.schema.ts';
import type { FulfilmentView, LocationWork } from '../protocol/fulfilment.ts';
import { countToDo, findDone, findToDo } from './fulfilment.store.ts';
import { namesOfLocations, presentFulfilments } from './present-fulfilment.ts';

const PAGE = 50;

/**
 * What a brand's locations have to do, fifty at a time and the oldest first; or the fifty that were
 * done last. With it, how much each location has to do in all.
 */
export async function listFulfilments(
  hub: Hub,
  { isDone, cursor, ...asked }: ListFulfilmentsInput,
): Promise<{ fulfilments: FulfilmentView[]; nextCursor: string | null; work: LocationWork[] }> {
  const { brandId } = asked;
  const found = await (isDone
    ? findDone(hub.db, asked, PAGE)
    : findToDo(hub.db, asked, { after: cursor, take: PAGE + 1 }));
  const page = found.slice(0, PAGE);
  return {
    fulfilments: await presentFulfilments(hub.db, brandId, page),
    nextCursor: found.length > PAGE ? (page.at(-1)?.id ?? null) : null,
    work: await workOf(hub, brandId),
  };
}

async function workOf(hub: Hub, brandId: string): Promise<LocationWork[]> {
  const names = await namesOfLocations(hub.db, brandId);
  const counts = await countToDo(hub.db, brandId);
  const count = (location: string, delivery: string) =>
    counts.find((one) => one.location === location && one.delivery === delivery)?._count._all ?? 0;
  return [...names].map(([location, name]) => ({
    location,
    name,
    toSend: count(location, 'ship'),
    toHandOver: count(location, 'pick_up'),
  }));
}
