import { markedId } from '../../checkout/rules/id-at-shop.ts';
import type { ConversionBody } from '../../protocol/conversions.schema.ts';

/** What is put behind a shop's ids; null: nothing. */
export type Marks = { orders: string | null; customers: string };

/** What a shop told, with ids that no other shop of the brand has. */
export function markIds(told: ConversionBody, marks: Marks): ConversionBody {
  const eventId = markedId(told.eventId, marks.orders);
  if (told.type === 'lead') return { ...told, eventId, customer: ofShop(told.customer, marks) };
  if (told.type !== 'sale')
    return { ...told, eventId, orderId: markedId(told.orderId, marks.orders) };
  const order = { ...told.order, id: markedId(told.order.id, marks.orders) };
  return { ...told, eventId, order, customer: ofShop(told.customer, marks) };
}

function ofShop<C extends { id?: string | undefined }>(customer: C, { customers }: Marks): C {
  return customer.id === undefined
    ? customer
    : { ...customer, id: markedId(customer.id, customers) };
}
