/** @jsxImportSource preact */
import type { ClaimView } from '../../server/protocol/claims.ts';
import { Moment } from '../viewer-page/moment.tsx';
import { moneyText } from '../viewer-page/page-text.ts';

/** What came with an order: vouchers with the codes to show, and credit for the next one. */
export function Benefits({
  order,
  currency,
  clock,
}: {
  order: NonNullable<ClaimView['order']>;
  currency: string;
  clock: { drawnAt: number; isAlive: boolean };
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
            <span class="soft">
              Valid until{' '}
              <Moment at={voucher.expiresAt} now={clock.drawnAt} isLocal={clock.isAlive} />
            </span>
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
