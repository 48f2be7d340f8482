import { say } from '../strings.ts';
import { SelectField } from '../ui/field.tsx';
import { CountField, MoneyField, ShareField } from './number-fields.tsx';
import { RateField } from './rate-field.tsx';
import type { TermsForm } from './terms-fields.tsx';
import type { TypedTerms } from './typed-terms.ts';

const words = say.contracts.fields;
const GRID = 'grid gap-4 sm:grid-cols-2';

/** The most that sales can earn: per order, per drop, per month. */
export function CapFields({ typed, currency, onChange }: TermsForm) {
  const cap = (key: 'capOrder' | 'capDrop' | 'capMonth', label: string) => (
    <MoneyField
      label={label}
      value={typed[key]}
      currency={currency}
      onChange={(text) => onChange({ ...typed, [key]: text })}
    />
  );
  return (
    <>
      <Hint>{words.capHint}</Hint>
      <div className="grid gap-4 sm:grid-cols-3">
        {cap('capOrder', words.capOrder)}
        {cap('capDrop', words.capDrop)}
        {cap('capMonth', words.capMonth)}
      </div>
    </>
  );
}

/** What many sales add to the rate. */
export function TierFields({ typed, currency, onChange }: TermsForm) {
  const set = (change: Partial<TypedTerms>) => onChange({ ...typed, ...change });
  const setStep = (place: number, change: Partial<TypedTerms['steps'][number]>) =>
    set({ steps: typed.steps.map((step, at) => (at === place ? { ...step, ...change } : step)) });
  const choice = <Key extends 'tierPeriod' | 'tierBasis' | 'tierMode'>(
    key: Key,
    options: Record<TypedTerms[Key], string>,
  ) => (
    <SelectField
      label={words[key]}
      value={typed[key]}
      onChange={(event) => set({ [key]: event.target.value })}
    >
      {Object.entries<string>(options).map(([id, text]) => (
        <option key={id} value={id}>
          {text}
        </option>
      ))}
    </SelectField>
  );
  return (
    <>
      <div className={GRID}>
        {choice('tierPeriod', words.tierPeriods)}
        {choice('tierBasis', words.tierBases)}
      </div>
      {choice('tierMode', words.tierModes)}
      <Hint>{words.tierHint}</Hint>
      {typed.steps.map((step, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place
        <div key={at} className="grid grid-cols-2 gap-4">
          {typed.tierBasis === 'orders' ? (
            <CountField
              label={words.tierFrom(at + 1)}
              value={step.from}
              onChange={(from) => setStep(at, { from })}
            />
          ) : (
            <MoneyField
              label={words.tierFrom(at + 1)}
              value={step.from}
              currency={currency}
              onChange={(from) => setStep(at, { from })}
            />
          )}
          <ShareField
            label={words.tierPlus(at + 1)}
            value={step.plus}
            onChange={(plus) => setStep(at, { plus })}
          />
        </div>
      ))}
    </>
  );
}

/** A share of later orders outside any drop. */
export function RecurringFields({ typed, onChange }: TermsForm) {
  return (
    <>
      <Hint>{words.recurringHint}</Hint>
      <div className={GRID}>
        <ShareField
          label={words.recurringShare}
          value={typed.recurringShare}
          onChange={(recurringShare) => onChange({ ...typed, recurringShare })}
        />
        <CountField
          label={words.months}
          suffix={words.monthsUnit}
          value={typed.recurringMonths}
          onChange={(recurringMonths) => onChange({ ...typed, recurringMonths })}
        />
      </div>
    </>
  );
}

/** The fee for good customers. */
export function LtvFields({ typed, currency, onChange }: TermsForm) {
  const set = (change: Partial<TypedTerms>) => onChange({ ...typed, ...change });
  const days = (text: string) => (text === '60' ? 60 : text === '90' ? 90 : 30);
  return (
    <>
      <Hint>{words.ltvHint}</Hint>
      <div className={GRID}>
        <RateField
          label={words.ltvFee}
          rate={typed.ltvFee}
          currency={currency}
          words={{ share: words.ltvShare, amount: words.ltvFlat }}
          required={false}
          onChange={(ltvFee) => set({ ltvFee })}
        />
        <SelectField
          label={words.ltvDays}
          value={typed.ltvDays}
          onChange={(event) => set({ ltvDays: days(event.target.value) })}
        >
          {[30, 60, 90].map((one) => (
            <option key={one} value={one}>
              {say.contracts.days(one)}
            </option>
          ))}
        </SelectField>
        <MoneyField
          label={words.ltvThreshold}
          value={typed.ltvThreshold}
          currency={currency}
          onChange={(ltvThreshold) => set({ ltvThreshold })}
        />
        <CountField
          label={words.ltvMinimum}
          value={typed.ltvMinimum}
          onChange={(ltvMinimum) => set({ ltvMinimum })}
        />
        <MoneyField
          label={words.ltvCap}
          hint={words.capHint}
          value={typed.ltvCap}
          currency={currency}
          onChange={(ltvCap) => set({ ltvCap })}
        />
      </div>
    </>
  );
}

export function DropFeeField({ typed, currency, onChange }: TermsForm) {
  return (
    <MoneyField
      label={words.dropFee}
      hint={words.dropFeeHint}
      value={typed.dropFee}
      currency={currency}
      onChange={(dropFee) => onChange({ ...typed, dropFee })}
    />
  );
}

function Hint({ children }: { children: string }) {
  return <p className="text-sm text-ink-soft">{children}</p>;
}
