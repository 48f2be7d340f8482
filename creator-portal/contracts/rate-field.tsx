import { say } from '../strings.ts';
import { SelectField, TextField } from '../ui/field.tsx';
import { readRate, type TypedRate } from './typed-terms.ts';

/** A share of net or an amount per order: a number and, beside it, which of the two it is. */
export function RateField(field: {
  label: string;
  rate: TypedRate;
  currency: string;
  words?: { share: string; amount: string };
  required?: boolean;
  onChange: (rate: TypedRate) => void;
}) {
  const { label, rate, currency, onChange } = field;
  const words = field.words ?? say.contracts.fields;
  const isBad = rate.text.trim() !== '' && readRate(rate, currency) === null;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)] items-start gap-2">
      <TextField
        label={label}
        value={rate.text}
        inputMode="decimal"
        suffix={rate.kind === 'share' ? '%' : currency.toUpperCase()}
        error={
          isBad ? (rate.kind === 'share' ? say.contracts.badShare : say.newDrop.badMoney) : null
        }
        onChange={(event) => onChange({ ...rate, text: event.target.value })}
        required={field.required ?? true}
      />
      <SelectField
        label={say.contracts.fields.rateKind}
        aria-label={`${label}: ${say.contracts.fields.rateKind}`}
        value={rate.kind}
        onChange={(event) =>
          onChange({ ...rate, kind: event.target.value === 'amount' ? 'amount' : 'share' })
        }
      >
        <option value="share">{words.share}</option>
        <option value="amount">{words.amount}</option>
      </SelectField>
    </div>
  );
}
