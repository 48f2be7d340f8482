type OfOrder = { source: string; orderId: string };

/** Our id of a dispute that a shop reported: other shops, and other orders, may have one like it. */
export function idOfReportedDispute(order: OfOrder, idAtShop: string): string {
  return `${order.source}:${order.orderId}:${idAtShop}`;
}

/** The id under which a brand knows a dispute: its shop's own, or else the payment service's. */
export function idOutside({ source, orderId }: OfOrder, disputeId: string): string {
  const head = idOfReportedDispute({ source, orderId }, '');
  return disputeId.startsWith(head) ? disputeId.slice(head.length) : disputeId;
}
