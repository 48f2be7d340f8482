import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import type { FulfilmentView } from '../protocol/fulfilment.ts';
import { findFulfilmentOfBrand } from './fulfilment.store.ts';
import { presentFulfilments } from './present-fulfilment.ts';

/** One fulfilment of its brand. */
export async function readFulfilment(
  hub: Hub,
  which: { brandId: string; fulfilmentId: string },
): Promise<FulfilmentView> {
  const found = await findFulfilmentOfBrand(hub.db, which);
  const [view] = found ? await presentFulfilments(hub.db, which.brandId, [found]) : [];
  if (!view) throw new Problem('not_found');
  return view;
}
