import { readBenefitsOfClaim } from '../benefits/read-benefits-of-claim.ts';
import { signClaimAccess } from '../claims/claim-access.ts';
import { readPickUp } from '../fulfilment/read-pick-up.ts';
import { queueMail } from '../mail/queue-mail.ts';
import { inTransaction } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { toNumber } from '../platform/minor.ts';
import type { PickUpView } from '../protocol/claims.ts';
import { formatMinor } from '../protocol/money.ts';
import { findOrderForReceipt, markReceiptSent } from './checkout.store.ts';

/** Mails the buyer what they bought, once. The link opens the receipt on any of their devices. */
export async function sendReceipt(hub: Hub, { orderId }: { orderId: string }): Promise<void> {
  const order = await findOrderForReceipt(hub.db, orderId);
  // Whoever bought in the brand's own shop gets the shop's receipt.
  if (!order?.claimId || !order.drop) return;
  // Nobody at a counter was asked for an address.
  if (order.customer.email === '') return;
  if (order.drop.rehearsalOf) {
    hub.log.info({ orderId }, 'no receipt is mailed in a rehearsal');
    return;
  }
  const at = hub.clock.now();
  const { claimId, drop } = order;
  const benefits = await readBenefitsOfClaim(hub, { claimId, orderId });
  const pickUp = await readPickUp(hub.db, orderId);
  const money = (minor: bigint) => formatMinor(toNumber(minor), order.currency, 'en');
  const text = [
    `Thank you. Your order ${order.number} with ${order.brand.name} is paid.`,
    '',
    ...order.lines.map(
      ({ quantity, title, unitPriceMinor, isAddOn }) =>
        `${quantity} × ${title}: ${isAddOn ? 'included' : money(unitPriceMinor * BigInt(quantity))}`,
    ),
    pickUp ? null : `Shipping: ${money(order.shippingMinor)}`,
    order.creditMinor > 0n ? `Store credit: −${money(order.creditMinor)}` : null,
    `Total: ${money(order.capturedMinor)}`,
    '',
    ...(pickUp ? pickUpLines(pickUp) : []),
    order.note ? `Your note: ${order.note}` : null,
    pickUp ? null : drop.shippingPromise && `Shipping: ${drop.shippingPromise}`,
    drop.returnsPromise && `Returns: ${drop.returnsPromise}`,
    '',
    ...benefitLines(benefits, order.currency),
    `Your receipt: ${hub.publicUrl}/c/${claimId}#k=${signClaimAccess(hub, claimId)}`,
  ]
    .filter((line) => line !== null)
    .join('\n');
  await inTransaction(hub.db, async (tx) => {
    if (!(await markReceiptSent(tx, orderId, at))) return;
    const subject = `Order ${order.number} · ${order.brand.name}`;
    await queueMail(tx, { to: order.customer.email, subject, text, at });
  });
}

/** Where to collect it, and the code in two halves, as the receipt's page shows it. */
function pickUpLines({ code, locationName, street, postalCode, city, note }: PickUpView): string[] {
  const address = [street, `${postalCode} ${city}`.trim()].filter((part) => part !== '');
  return [
    `Collect it at: ${[locationName, ...address].join(', ')}`,
    ...(note === '' ? [] : [note]),
    `Pick-up code: ${code.slice(0, 3)} ${code.slice(3)}`,
    '',
  ];
}

type Benefits = Awaited<ReturnType<typeof readBenefitsOfClaim>>;

/** What came with the order: vouchers with their codes, and credit for the next one. */
function benefitLines({ vouchers, creditEarnedMinor }: Benefits, currency: string): string[] {
  const lines = vouchers.flatMap(({ code, title, terms, expiresAt }) => [
    `Voucher: ${title}. Code: ${code}`,
    ...(terms === '' ? [] : [terms]),
    ...(expiresAt === null
      ? []
      : [`Valid until ${new Date(expiresAt).toISOString().slice(0, 10)}.`]),
  ]);
  if (creditEarnedMinor > 0) {
    const earned = formatMinor(creditEarnedMinor, currency, 'en');
    lines.push(`You earned ${earned} of store credit for your next order with this address.`);
  }
  return lines.length === 0 ? [] : [...lines, ''];
}
