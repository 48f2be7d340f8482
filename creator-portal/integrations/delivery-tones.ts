import type { WebhookDeliveryView } from '../../server/protocol/webhooks.ts';
import type { Tone } from '../ui/badge.tsx';

/** How the state of a delivery looks. */
export const DELIVERY_TONES: Record<WebhookDeliveryView['state'], Tone> = {
  waiting: 'warn',
  delivered: 'good',
  failed: 'bad',
  canceled: 'neutral',
};
