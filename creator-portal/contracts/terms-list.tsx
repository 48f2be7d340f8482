import type { ContractTerms } from '../../server/protocol/contracts.ts';
import { say } from '../strings.ts';
import { classNames } from '../ui/class-names.ts';
import { moneyText } from '../ui/money.tsx';

const KEYS = [
  'newCustomerBps',
  'existingCustomerBps',
  'holdDays',
  'attributionWindowDays',
  'refundWindowDays',
  'minimumPayoutMinor',
] as const;

/** The terms of a version; those that differ from the version in force are marked with their old value. */
export function TermsList({
  terms,
  before,
}: {
  terms: ContractTerms;
  before: ContractTerms | undefined;
}) {
  return (
    <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-sm border border-line bg-line sm:grid-cols-3">
      {KEYS.map((key) => {
        const isChanged = before !== undefined && before[key] !== terms[key];
        return (
          <div key={key} className="bg-surface px-3 py-2">
            <dt className="text-xs text-ink-soft">{say.contracts.terms[key]}</dt>
            <dd className="font-semibold">
              <span className={classNames(isChanged && 'marked')}>{termText(key, terms)}</span>
              {isChanged && (
                <span className="block text-xs font-normal text-ink-soft">
                  {say.contracts.became(termText(key, before))}
                </span>
              )}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

function termText(key: (typeof KEYS)[number], terms: ContractTerms): string {
  switch (key) {
    case 'newCustomerBps':
    case 'existingCustomerBps':
      return say.contracts.ofNet(say.figure.percentOfBps(terms[key]));
    case 'minimumPayoutMinor':
      return moneyText({ minor: terms.minimumPayoutMinor, currency: terms.currency });
    case 'holdDays':
    case 'attributionWindowDays':
    case 'refundWindowDays':
      return say.contracts.days(terms[key]);
  }
}
