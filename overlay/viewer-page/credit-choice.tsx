/** @jsxImportSource preact */
import type { ClaimView } from '../../server/protocol/claims.ts';
import { moneyText } from './page-text.ts';
import type { CreditChoice } from './use-credit.ts';

/** "You have €5.00 credit": to be used now, or not. Nothing where there is none to use. */
export function CreditChoiceRow({ claim, credit }: { claim: ClaimView; credit: CreditChoice }) {
  const { balanceMinor, usableMinor } = credit;
  if (usableMinor <= 0 || claim.creditMinor > 0) return null;
  const { currency } = claim.quote;
  return (
    <label class="credit-choice">
      <input
        type="checkbox"
        checked={credit.isWanted}
        onChange={(event) => credit.want(event.currentTarget.checked)}
      />
      <span>
        Use {moneyText(usableMinor, currency)} of your store credit
        {balanceMinor > usableMinor && (
          <span class="soft"> (you have {moneyText(balanceMinor, currency)})</span>
        )}
      </span>
    </label>
  );
}

/** How much credit the payment of a claim uses as things stand; minor units. */
export function creditInUse(claim: ClaimView, credit: CreditChoice): number {
  if (claim.creditMinor > 0) return claim.creditMinor;
  return credit.isWanted ? credit.usableMinor : 0;
}
