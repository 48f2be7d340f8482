/** @jsxImportSource preact */
import type { ClaimView } from '../../server/protocol/claims.ts';
import { Moment } from '../viewer-page/moment.tsx';
import { moneyText } from '../viewer-page/page-text.ts';
import { QuoteLines } from '../viewer-page/quote-lines.tsx';
import { Benefits } from './benefits.tsx';
import { PickUp } from './pick-up.tsx';

/** What was bought, for how much, and what was promised with it. */
export function Receipt({
  claim,
  clock,
}: {
  claim: ClaimView;
  clock: { drawnAt: number; isAlive: boolean };
}) {
  const { order, quote } = claim;
  if (!order) return null;
  return (
    <div class="receipt">
      <dl class="receipt-head">
        <div>
          <dt>Order</dt>
          <dd>{order.number}</dd>
        </div>
        <div>
          <dt>Paid</dt>
          <dd>
            <Moment at={order.paidAt} now={clock.drawnAt} isLocal={clock.isAlive} />
          </dd>
        </div>
        <div>
          <dt>Receipt to</dt>
          <dd>{order.email}</dd>
        </div>
      </dl>
      {order.pickUp && (
        <PickUp pickUp={order.pickUp} isRefunded={claim.state === 'refunded'} clock={clock} />
      )}
      <QuoteLines quote={quote} delivery={claim.delivery} creditMinor={claim.creditMinor} isPaid />
      {order.refundedMinor > 0 && (
        <p class="refund-line">
          <span>Refunded</span>
          <strong>−{moneyText(order.refundedMinor, quote.currency)}</strong>
        </p>
      )}
      <Benefits order={order} currency={quote.currency} />
      <dl class="promises">
        {rowsOf(claim).map(([label, text]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

/** What was promised when the units were set aside; what was not promised has no row. */
function rowsOf({ quote, delivery, note }: ClaimView): [string, string][] {
  const rows: [string, string][] = [
    ['Your note', note ?? ''],
    ['Shipping', delivery === 'pick_up' ? '' : quote.shippingPromise],
    ['Returns', quote.returnsPromise],
    ['Warranty', quote.warrantyPromise],
  ];
  return rows.filter(([, text]) => text !== '');
}
