import { type ContractTerms, DEFAULT_TERMS } from '../../server/protocol/contracts.ts';
import { CURRENCY_DECIMALS, type Currency } from '../../server/protocol/money.ts';
import { say } from '../strings.ts';
import { TextField } from '../ui/field.tsx';
import { readAmount, readShareBps, writeAmount } from '../ui/money-input.ts';

const SHARES = ['newCustomerBps', 'existingCustomerBps'] as const;
const DAYS = ['holdDays', 'attributionWindowDays', 'refundWindowDays'] as const;

/** Terms as they are typed: text until they are read. */
export type TypedTerms = Record<
  (typeof SHARES)[number] | (typeof DAYS)[number] | 'minimumPayoutMinor',
  string
>;

/** The six terms as fields; shares in per cent, money in units of the currency. */
export function TermsFields(fields: {
  typed: TypedTerms;
  currency: string;
  onChange: (typed: TypedTerms) => void;
}) {
  const { typed } = fields;
  const field = (key: keyof TypedTerms, suffix: string, problem: string | null) => (
    <TextField
      key={key}
      label={say.contracts.terms[key]}
      value={typed[key]}
      inputMode="decimal"
      suffix={suffix}
      error={typed[key] === '' ? null : problem}
      onChange={(event) => fields.onChange({ ...typed, [key]: event.target.value })}
      required
    />
  );
  return (
    <div className="grid grid-cols-2 gap-4">
      {SHARES.map((key) =>
        field(key, '%', readShareBps(typed[key]) === null ? say.contracts.badShare : null),
      )}
      {DAYS.map((key) =>
        field(
          key,
          say.contracts.days(2).replace('2 ', ''),
          readDays(typed[key]) === null ? say.contracts.badDays : null,
        ),
      )}
      {field(
        'minimumPayoutMinor',
        fields.currency.toUpperCase(),
        readAmount(typed.minimumPayoutMinor, fields.currency) === null
          ? say.newDrop.badMoney
          : null,
      )}
    </div>
  );
}

/** Terms as text, from a version or from the defaults. */
export function typedTerms(terms: ContractTerms | null, currency: string): TypedTerms {
  const from = terms ?? { ...DEFAULT_TERMS, currency };
  return {
    newCustomerBps: String(from.newCustomerBps / 100),
    existingCustomerBps: String(from.existingCustomerBps / 100),
    holdDays: String(from.holdDays),
    attributionWindowDays: String(from.attributionWindowDays),
    refundWindowDays: String(from.refundWindowDays),
    minimumPayoutMinor: writeAmount(from.minimumPayoutMinor, currency),
  };
}

/** Terms from text; null while something is not yet a number. Limits are the hub's to judge. */
export function readTerms(
  typed: TypedTerms,
  currency: string,
): (ContractTerms & { currency: Currency }) | null {
  const newCustomerBps = readShareBps(typed.newCustomerBps);
  const existingCustomerBps = readShareBps(typed.existingCustomerBps);
  const holdDays = readDays(typed.holdDays);
  const attributionWindowDays = readDays(typed.attributionWindowDays);
  const refundWindowDays = readDays(typed.refundWindowDays);
  const minimumPayoutMinor = readAmount(typed.minimumPayoutMinor, currency);
  if (
    newCustomerBps === null ||
    existingCustomerBps === null ||
    holdDays === null ||
    attributionWindowDays === null ||
    refundWindowDays === null ||
    minimumPayoutMinor === null ||
    !isCurrency(currency)
  ) {
    return null;
  }
  return {
    newCustomerBps,
    existingCustomerBps,
    holdDays,
    attributionWindowDays,
    refundWindowDays,
    minimumPayoutMinor,
    currency,
  };
}

function readDays(text: string): number | null {
  return /^\d{1,3}$/.test(text.trim()) ? Number(text) : null;
}

function isCurrency(currency: string): currency is Currency {
  return Object.hasOwn(CURRENCY_DECIMALS, currency);
}
