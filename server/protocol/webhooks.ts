/** What a brand's programs can be told; the word is stored and travels, the sentence is shown. */
export const WEBHOOK_EVENTS = {
  'order.paid': 'An order was paid here, or reported by your shop.',
  'order.refunded': 'Money was given back on an order.',
  'order.disputed': 'A payer’s bank contests a payment, or has decided.',
  'order.attributed': 'It was decided who brought the customer of an order.',
  'claim.held': 'Units were set aside for a viewer.',
  'drop.started': 'A drop has begun.',
  'drop.sold_out': 'The last unit of a drop was paid.',
  'drop.ended': 'A drop is over.',
  'contract.accepted': 'A version of a contract was accepted by both sides.',
  'payout.sent': 'Money was sent to a creator.',
  'test.sent': 'You asked for a test.',
} as const satisfies Record<string, string>;
export type WebhookEvent = keyof typeof WEBHOOK_EVENTS;

/** What an endpoint can choose; a test comes when it is asked for. */
export const CHOOSABLE_EVENTS = (Object.keys(WEBHOOK_EVENTS) as WebhookEvent[]).filter(
  (type) => type !== 'test.sent',
);

/**
 * Pauses before each try, in seconds: at once, then over 75 hours. Each is lengthened or shortened by
 * up to a tenth, so that what failed together does not come back together.
 * Source: the Standard Webhooks specification, "Deliverability and reliability".
 */
export const WEBHOOK_PAUSES_SECONDS = [
  0, 5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400,
] as const;

/** How long a delivery stays in the log after it ended. */
export const DELIVERIES_KEPT_DAYS = 30;

export type WebhookEndpointView = {
  id: string;
  url: string;
  description: string;
  eventTypes: WebhookEvent[];
  createdAt: number;
  /** Null: it is told. */
  disabledAt: number | null;
  disabledReason: 'by_hand' | 'gone' | null;
  /** Until then everything is signed with the secret before too. */
  previousSecretUntil: number | null;
  /** Of the last 100 deliveries. */
  delivered: number;
  failed: number;
  waiting: number;
};

/** Its secret is shown when it is made and when it is changed. */
export type NewEndpoint = { endpoint: WebhookEndpointView; secret: string };

export type WebhookDeliveryView = {
  id: string;
  messageId: string;
  type: WebhookEvent;
  createdAt: number;
  state: 'waiting' | 'delivered' | 'failed' | 'canceled';
  attempts: number;
  nextAttemptAt: number | null;
  lastStatus: number | null;
  lastError: string | null;
};

export type WebhookDeliveryDetail = WebhookDeliveryView & {
  payload: string;
  tries: {
    at: number;
    status: number | null;
    error: string | null;
    answer: string;
    durationMs: number;
  }[];
};
