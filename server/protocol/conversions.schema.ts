import { z } from 'zod';
import { email } from './email.schema.ts';
import { CURRENCY_DECIMALS, type Currency } from './money.ts';

const minor = z.int().min(0).max(100_000_000_000);
const text = (max: number) => z.string().trim().min(1).max(max);

const eventId = text(100).describe('Your id of this event. Sent twice, it is one event.');
const occurredAt = z.iso.datetime({ offset: true }).describe('When it happened, with its zone.');
const click = z
  .string()
  .max(500)
  .describe('The value of the parameter `dcc` that the link left in the address of your page.');
const externalOrderId = text(100).describe('Your id of the order.');

/** Who it was, by whatever you know of them: each of it is a key by which they are known again. */
const shopCustomer = z
  .strictObject({
    email: email.optional(),
    id: text(100).optional().describe('Your id of the customer.'),
    verifiedPhone: z
      .string()
      .regex(/^\+[1-9]\d{6,14}$/, 'Give it as a plus and digits, with the country.')
      .optional()
      .describe('A number that you have verified, as E.164: +491701234567.'),
    name: text(120).optional(),
  })
  .refine(({ email: address, id, verifiedPhone }) => address ?? id ?? verifiedPhone, {
    message: 'Give an email, an id or a verified phone.',
  });

const item = z.strictObject({
  title: text(200),
  quantity: z.int().min(1).max(10_000),
  unitPriceMinor: minor.describe('Price of one, tax included, in minor units.'),
  unitCostMinor: minor.optional().describe('What one costs you; left out: 0.'),
});

const reportedOrder = z
  .strictObject({
    id: externalOrderId,
    currency: z
      .enum(Object.keys(CURRENCY_DECIMALS) as [Currency, ...Currency[]])
      .describe('ISO 4217, lower-case.'),
    totalMinor: minor.describe('All that was paid, tax and shipping included.'),
    taxMinor: minor,
    shippingMinor: minor,
    items: z.array(item).min(1).max(100),
    codes: z
      .array(text(100))
      .max(10)
      .optional()
      .describe(
        'Discount codes that the buyer typed. One of a creator, without a click, is named as the reason.',
      ),
    channel: text(40).optional().describe('Where the buyer came from, as your shop says.'),
  })
  .refine(({ totalMinor, taxMinor, shippingMinor }) => taxMinor + shippingMinor <= totalMinor, {
    message: 'Tax and shipping are more than the total.',
    path: ['totalMinor'],
  });

const head = { eventId, occurredAt };

export const conversionSchema = z.discriminatedUnion('type', [
  z.strictObject({
    ...head,
    type: z.literal('lead'),
    customer: shopCustomer,
    click: click.optional(),
  }),
  z.strictObject({
    ...head,
    type: z.literal('sale'),
    customer: shopCustomer,
    order: reportedOrder,
    click: click.optional(),
  }),
  z.strictObject({
    ...head,
    type: z.literal('refund'),
    orderId: externalOrderId,
    amountMinor: z.int().min(1).max(100_000_000_000),
    reason: text(200).optional(),
  }),
  z.strictObject({
    ...head,
    occurredAt: occurredAt.describe(
      'When it came to this status, with its zone: of two statuses that are as final, the later holds.',
    ),
    type: z.literal('dispute'),
    orderId: externalOrderId,
    disputeId: text(100).describe('Your id of the dispute; the same for its later states.'),
    status: z.enum(['open', 'won', 'lost']),
    amountMinor: z.int().min(1).max(100_000_000_000),
    reason: text(200).optional(),
  }),
]);
export type ConversionBody = z.infer<typeof conversionSchema>;
export type ShopCustomer = z.infer<typeof shopCustomer>;
