import type Stripe from 'stripe';
import type { Params } from './params.ts';
import type { ListQuery, ObjectKind, StoredObjects } from './store.ts';
import { invalidParam, StripeFault } from './stripe-fault.ts';
import type { World } from './world.ts';

/** A page of a list, newest first, with Stripe's cursor parameters and `created` range. */
export function listPage<K extends ObjectKind>(
  world: World,
  params: Params,
  list: {
    kind: K;
    url: string;
    fields?: ListQuery['fields'];
    typePatterns?: string[];
  },
): Stripe.ApiList<StoredObjects[K]> {
  const limit = readLimit(params);
  const { from, to } = params.range('created');
  const after = readCursor(world, params, { name: 'starting_after', kind: list.kind });
  const before = readCursor(world, params, { name: 'ending_before', kind: list.kind });
  params.finish();
  const { fields = {}, typePatterns = [] } = list;
  const query = { limit: limit + 1, from, to, after, before, fields, typePatterns };
  const found = world.store.list(list.kind, query);
  const hasMore = found.length > limit;
  const data = before === undefined ? found.slice(0, limit) : found.slice(-limit);
  return listAnswer(data, { url: list.url, hasMore });
}

/** The envelope of every list. */
export function listAnswer<T>(
  data: T[],
  { url, hasMore }: { url: string; hasMore: boolean },
): Stripe.ApiList<T> {
  return { object: 'list', data, has_more: hasMore, url };
}

/** `limit` between 1 and 100, 10 when absent. */
export function readLimit(params: Params): number {
  const limit = params.integer('limit') ?? 10;
  if (limit >= 1 && limit <= 100) return limit;
  throw invalidParam('Invalid limit: must be between 1 and 100.', { param: 'limit' });
}

function readCursor(
  world: World,
  params: Params,
  { name, kind }: { name: 'starting_after' | 'ending_before'; kind: ObjectKind },
): string | undefined {
  const id = params.text(name);
  if (id === null) return undefined;
  if (world.store.find(kind, id) !== undefined) return id;
  throw new StripeFault(`No such ${kind}: '${id}'`, { param: name, code: 'resource_missing' });
}
