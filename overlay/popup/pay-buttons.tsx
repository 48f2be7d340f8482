/** @jsxImportSource preact */
import type { Payment } from './kept.ts';

export const PAYMENT_WORDS: Record<Payment, string> = {
  cash: 'Cash',
  card: 'Card',
  other: 'Other',
};

/** The press that says that the buyer has paid. */
export function PayButtons(given: {
  title: string;
  isBusy: boolean;
  onPay: (payment: Payment) => void;
}) {
  return (
    <fieldset class="pay">
      <legend>{given.title}</legend>
      {(Object.keys(PAYMENT_WORDS) as Payment[]).map((payment) => (
        <button
          key={payment}
          type="button"
          class="button is-primary"
          disabled={given.isBusy}
          onClick={() => given.onPay(payment)}
        >
          {PAYMENT_WORDS[payment]}
        </button>
      ))}
    </fieldset>
  );
}
