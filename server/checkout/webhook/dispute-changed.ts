import type { Hub } from '../../platform/hub.ts';
import { recordStripeDispute } from '../record-dispute.ts';

/** `charge.dispute.created`, `.updated`, `.closed`, `.funds_withdrawn`, `.funds_reinstated`. */
export async function onDisputeChanged(hub: Hub, disputeId: string): Promise<void> {
  await recordStripeDispute(hub, disputeId);
}
