import { takeConversion } from '../../conversions/take-conversion.ts';
import { conversionSchema } from '../../protocol/conversions.schema.ts';
import { conversionAnswer } from '../answers.schema.ts';
import { operation } from '../operation.ts';

const EXAMPLE = {
  type: 'sale',
  eventId: 'order-1042-paid',
  occurredAt: '2026-11-27T18:30:00Z',
  customer: { email: 'bea@example.com' },
  click: 'k1.…',
  order: {
    id: '1042',
    currency: 'eur',
    totalMinor: 5900,
    taxMinor: 900,
    shippingMinor: 500,
    items: [{ title: 'Trail cap', quantity: 1, unitPriceMinor: 5400 }],
    channel: 'organic',
    codes: ['WELCOME10'],
  },
};

export const conversionOperations = [
  operation({
    id: 'reportConversion',
    method: 'post',
    path: '/v1/conversions',
    tag: 'Conversions',
    summary: 'Report a lead, a sale, a refund or a dispute of your own shop',
    description:
      'Answers whose customer it is. The same event id with the same body has the same answer for ' +
      'ever; with another body it is a conflict. With a test key nothing becomes an order and the ' +
      'reason is TEST_MODE.',
    scope: 'conversions:write',
    bodySchema: conversionSchema,
    answerSchema: conversionAnswer,
    problems: [
      'event_conflict',
      'order_not_reported',
      'order_reported_already',
      'refund_too_large',
    ],
    example: EXAMPLE,
    run: (hub, caller, { body }) => takeConversion(hub, { ...caller, source: 'api' }, body),
  }),
];
