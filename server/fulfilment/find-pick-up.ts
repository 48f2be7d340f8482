import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import type { FulfilmentView } from '../protocol/fulfilment.ts';
import { findPickUpOfBrand } from './fulfilment.store.ts';
import { presentFulfilments } from './present-fulfilment.ts';
import { readPickUpCode } from './rules/pick-up-code.ts';

/**
 * What to hand over to whoever shows this code, or names this order. Also when it was done or
 * canceled already, so that the counter sees why it must not be handed over again.
 */
export async function findPickUp(
  hub: Hub,
  { brandId, text }: { brandId: string; text: string },
): Promise<FulfilmentView> {
  const by = whichOf(text);
  const found = by && (await findPickUpOfBrand(hub.db, brandId, by));
  const [view] = found ? await presentFulfilments(hub.db, brandId, [found]) : [];
  if (!view) throw new Problem('pick_up_unknown_code');
  return view;
}

function whichOf(text: string): { pickUpCode: string } | { orderNumber: number } | null {
  const pickUpCode = readPickUpCode(text);
  if (pickUpCode) return { pickUpCode };
  return /^#?\d{1,9}$/.test(text) ? { orderNumber: Number(text.replace('#', '')) } : null;
}
