import { DEFAULT_TERMS } from '../../server/protocol/contracts.ts';
import { Folded } from '../drops/folded.tsx';
import { say } from '../strings.ts';
import {
  CapFields,
  DropFeeField,
  LtvFields,
  RecurringFields,
  TierFields,
} from './clause-fields.tsx';
import { CountField, DayField, MoneyField, ShareField } from './number-fields.tsx';
import { type DropChoice, OverrideFields } from './override-fields.tsx';
import { RateField } from './rate-field.tsx';
import type { TypedTerms } from './typed-terms.ts';

export type TermsForm = {
  typed: TypedTerms;
  currency: string;
  onChange: (typed: TypedTerms) => void;
};

/** All terms as fields: rates open, everything that most contracts do without folded away. */
export function TermsFields(form: TermsForm & { drops: readonly DropChoice[] }) {
  const { typed, currency, onChange } = form;
  const words = say.contracts;
  const set = (change: Partial<TypedTerms>) => onChange({ ...typed, ...change });
  const days = (key: 'holdDays' | 'attributionWindowDays' | 'refundWindowDays') => (
    <DayField
      label={words.terms[key]}
      value={typed[key]}
      onChange={(text) => set({ [key]: text })}
    />
  );
  const { fields } = words;
  return (
    <div className="space-y-3">
      <div className="grid gap-4 sm:grid-cols-2">
        <RateField
          label={words.terms.newCustomer}
          rate={typed.newCustomer}
          currency={currency}
          onChange={(newCustomer) => set({ newCustomer })}
        />
        <RateField
          label={words.terms.existingCustomer}
          rate={typed.existingCustomer}
          currency={currency}
          onChange={(existingCustomer) => set({ existingCustomer })}
        />
      </div>
      <Folded title={fields.timing} isOpen={false}>
        <div className="grid gap-4 sm:grid-cols-2">
          {days('holdDays')}
          {days('attributionWindowDays')}
          {days('refundWindowDays')}
          <MoneyField
            label={words.terms.minimumPayoutMinor}
            value={typed.minimumPayout}
            currency={currency}
            onChange={(minimumPayout) => set({ minimumPayout })}
            required
          />
        </div>
      </Folded>
      <Folded
        title={fields.caps}
        isOpen={`${typed.capOrder}${typed.capDrop}${typed.capMonth}` !== ''}
      >
        <CapFields {...form} />
      </Folded>
      <Folded title={fields.tiers} isOpen={typed.steps.some(({ from }) => from !== '')}>
        <TierFields {...form} />
      </Folded>
      <Folded title={fields.overrides} isOpen={typed.overrides.length > 0}>
        <OverrideFields {...form} />
      </Folded>
      <Folded title={fields.recurring} isOpen={typed.recurringShare !== ''}>
        <RecurringFields {...form} />
      </Folded>
      <Folded title={fields.ltv} isOpen={typed.ltvFee.text !== ''}>
        <LtvFields {...form} />
      </Folded>
      <Folded title={fields.dropFee} isOpen={typed.dropFee !== ''}>
        <DropFeeField {...form} />
      </Folded>
      <Folded title={fields.changes} isOpen={typed.noticeDays !== String(DEFAULT_TERMS.noticeDays)}>
        <div className="grid gap-4 sm:grid-cols-2">
          <DayField
            label={words.terms.noticeDays}
            hint={fields.noticeHint}
            value={typed.noticeDays}
            onChange={(noticeDays) => set({ noticeDays })}
          />
          <ShareField
            label={words.terms.rateFloorBps}
            hint={fields.floorHint}
            value={typed.floor}
            onChange={(floor) => set({ floor })}
            required
          />
          <CountField
            label={words.terms.survivalDays}
            hint={fields.survivalHint}
            suffix={words.daysUnit}
            value={typed.survivalDays}
            onChange={(survivalDays) => set({ survivalDays })}
            required
          />
        </div>
      </Folded>
    </div>
  );
}
