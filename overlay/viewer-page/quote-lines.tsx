/** @jsxImportSource preact */
import type { Delivery, Quote } from '../../server/protocol/claims.ts';
import { moneyText } from './page-text.ts';

/** What is paid for, line by line, with shipping, the total, and what of it is paid with credit. */
export function QuoteLines({
  quote,
  delivery = 'ship',
  creditMinor = 0,
  isPaid = false,
}: {
  quote: Quote;
  delivery?: Delivery;
  creditMinor?: number;
  isPaid?: boolean;
}) {
  const { currency } = quote;
  return (
    <table class="quote">
      <tbody>
        {quote.lines.map((line) => (
          <tr key={`${line.skuId} ${line.rung} ${line.isAddOn}`}>
            <th scope="row">
              {line.quantity > 1 && `${line.quantity} × `}
              {line.title}
            </th>
            <td>
              {line.isAddOn ? 'Included' : moneyText(line.unitPriceMinor * line.quantity, currency)}
            </td>
          </tr>
        ))}
        <tr>
          <th scope="row">{delivery === 'pick_up' ? 'Pick-up' : 'Shipping'}</th>
          <td>{quote.shippingMinor === 0 ? 'Free' : moneyText(quote.shippingMinor, currency)}</td>
        </tr>
        {quote.taxMinor > 0 && (
          <tr>
            <th scope="row">Tax</th>
            <td>{moneyText(quote.taxMinor, currency)}</td>
          </tr>
        )}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">Total{quote.taxMinor === 0 && ', tax included'}</th>
          <td>{moneyText(quote.totalMinor, currency)}</td>
        </tr>
        {creditMinor > 0 && (
          <>
            <tr class="quote-credit">
              <th scope="row">Store credit</th>
              <td>−{moneyText(creditMinor, currency)}</td>
            </tr>
            <tr class="quote-credit">
              <th scope="row">{isPaid ? 'Paid' : 'To pay'}</th>
              <td>{moneyText(quote.totalMinor - creditMinor, currency)}</td>
            </tr>
          </>
        )}
      </tfoot>
    </table>
  );
}
