import { finishFulfilment } from '../fulfilment/finish-fulfilment.ts';
import { listFulfilments } from '../fulfilment/list-fulfilments.ts';
import type { Stage } from './stage.ts';

/** The brand sends everything that waits, as at the end of a day. */
export async function sendParcels({ hub, house }: Stage): Promise<void> {
  const { brand, owner } = house;
  for (;;) {
    const asked = { brandId: brand.id, isDone: false };
    const { fulfilments } = await listFulfilments(hub, asked);
    if (fulfilments.length === 0) return;
    for (const { id: fulfilmentId } of fulfilments) {
      await finishFulfilment(hub, { brandId: brand.id, fulfilmentId }, owner.id);
    }
  }
}
