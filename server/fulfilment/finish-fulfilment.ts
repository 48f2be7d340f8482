import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import type { FulfilmentView } from '../protocol/fulfilment.ts';
import { markDone } from './fulfilment.store.ts';
import { readFulfilment } from './read-fulfilment.ts';

/** Says that it was sent or handed over. Of two people at once one did it, and the other is told. */
export async function finishFulfilment(
  hub: Hub,
  which: { brandId: string; fulfilmentId: string },
  userId: string,
): Promise<FulfilmentView> {
  const isMine = await markDone(hub.db, which, { doneAt: hub.clock.now(), doneBy: userId });
  const view = await readFulfilment(hub, which);
  if (isMine) return view;
  throw new Problem(view.canceledAt === null ? 'fulfilment_done' : 'fulfilment_canceled');
}
