import type { Hub } from '../platform/hub.ts';
import { orderStock } from './claim-batches.ts';

/** Makes offers to whoever is next in a drop's line, as far as there is something to offer. */
export async function offerUnits(hub: Hub, dropId: string): Promise<void> {
  await orderStock(dropId, { hub, command: { kind: 'offer' } });
}
