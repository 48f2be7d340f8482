import { say } from '../strings.ts';
import { TextField } from '../ui/field.tsx';
import { readAmount, readShareBps } from '../ui/money-input.ts';
import { readCount } from './typed-terms.ts';

type NumberField = {
  label: string;
  value: string;
  hint?: string;
  required?: boolean;
  onChange: (text: string) => void;
};

/** An amount in units of a currency. */
export function MoneyField({ currency, ...field }: NumberField & { currency: string }) {
  const isBad = isFilled(field) && readAmount(field.value, currency) === null;
  return (
    <Field {...field} suffix={currency.toUpperCase()} error={isBad ? say.newDrop.badMoney : null} />
  );
}

/** A share in per cent. */
export function ShareField(field: NumberField) {
  const isBad = isFilled(field) && readShareBps(field.value) === null;
  return <Field {...field} suffix="%" error={isBad ? say.contracts.badShare : null} />;
}

/** Whole days. */
export function DayField(field: NumberField) {
  const isBad = isFilled(field) && readCount(field.value) === null;
  const error = isBad ? say.contracts.badDays : null;
  return <Field {...field} required suffix={say.contracts.daysUnit} error={error} />;
}

/** Any whole number. */
export function CountField({ suffix = '', ...field }: NumberField & { suffix?: string }) {
  const isBad = isFilled(field) && readCount(field.value) === null;
  return <Field {...field} suffix={suffix} error={isBad ? say.contracts.badCount : null} />;
}

function isFilled({ value }: NumberField): boolean {
  return value.trim() !== '';
}

function Field({
  onChange,
  suffix,
  ...field
}: NumberField & { suffix: string; error: string | null }) {
  return (
    <TextField
      {...field}
      inputMode="decimal"
      {...(suffix ? { suffix } : {})}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
