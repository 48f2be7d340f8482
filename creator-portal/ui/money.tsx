import { formatMinor, type Money } from '../../server/protocol/money.ts';
import { classNames } from './class-names.ts';
import { LOCALE } from './locale.ts';

/** An amount for people. Negative amounts carry a real minus sign and are spoken as such. */
export function Amount({ money, className }: { money: Money; className?: string }) {
  return (
    <span className={classNames('whitespace-nowrap tabular-nums', className)}>
      {moneyText(money)}
    </span>
  );
}

/** The same as text, for titles and labels. */
export function moneyText({ minor, currency }: Money): string {
  return formatMinor(minor, currency, LOCALE).replace('-', '−');
}
