import type { Hub } from '../platform/hub.ts';
import { recordTransfer } from './record-attempt.ts';

/** Follows 'transfer.changed': books what came back of a transfer. One that is not ours is left. */
export async function followTransfer(
  hub: Hub,
  { transferId }: { transferId: string },
): Promise<void> {
  await recordTransfer(hub, transferId);
}
