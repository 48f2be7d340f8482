/** @jsxImportSource preact */
import type { ClaimView } from '../../server/protocol/claims.ts';
import { moneyText } from '../viewer-page/page-text.ts';

/** A day with its year, in UTC: server and browser write the same. */
const DAY = new Intl.DateTimeFormat('en', { dateStyle: 'long', timeZone: 'UTC' });

/** What came with an order: vouchers with the codes to show, and credit for the next one. */
export function Benefits({
  order,
  currency,
}: {
  order: NonNullable<ClaimView['order']>;
  currency: string;
}) {
  return (
    <>
      {order.vouchers.map((voucher) => (
        <section key={voucher.code} class="voucher" aria-label={`Voucher: ${voucher.title}`}>
          <strong>{voucher.title}</strong>
          <span class="voucher-code">
            {voucher.code.slice(0, 5)} {voucher.code.slice(5)}
          </span>
          {voucher.terms !== '' && <span class="soft">{voucher.terms}</span>}
          {voucher.expiresAt !== null && (
            <span class="soft">Valid until {DAY.format(voucher.expiresAt)}</span>
          )}
        </section>
      ))}
      {order.creditEarnedMinor > 0 && (
        <p>
          You earned <strong>{moneyText(order.creditEarnedMinor, currency)}</strong> of store
          credit. Use it in a later drop, with {order.email}.
        </p>
      )}
    </>
  );
}
