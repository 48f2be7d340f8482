import { say } from '../strings.ts';
import { Button } from '../ui/button.tsx';
import { SelectField } from '../ui/field.tsx';
import { RateField } from './rate-field.tsx';
import type { TermsForm } from './terms-fields.tsx';
import type { TypedOverride } from './typed-terms.ts';

export type DropChoice = { id: string; title: string };

const words = say.contracts.fields;

/** Other rates for single drops: one block per drop, each with its two rates. */
export function OverrideFields({
  typed,
  currency,
  onChange,
  drops,
}: TermsForm & { drops: readonly DropChoice[] }) {
  const { overrides } = typed;
  const set = (next: TypedOverride[]) => onChange({ ...typed, overrides: next });
  const change = (place: number, to: Partial<TypedOverride>) =>
    set(overrides.map((one, at) => (at === place ? { ...one, ...to } : one)));
  const taken = new Set(overrides.map(({ dropId }) => dropId));
  const [next] = drops.filter(({ id }) => !taken.has(id));
  const titleOf = (dropId: string) => drops.find(({ id }) => id === dropId)?.title ?? '';
  if (drops.length === 0) return <p className="text-sm text-ink-soft">{words.overridesNone}</p>;
  return (
    <>
      {overrides.map((one, at) => (
        <fieldset key={one.dropId} className="space-y-3 rounded-sm border border-line p-3">
          <legend className="px-1 text-sm font-medium">{titleOf(one.dropId)}</legend>
          <SelectField
            label={words.overrideDrop}
            value={one.dropId}
            onChange={(event) => change(at, { dropId: event.target.value })}
          >
            {drops
              .filter(({ id }) => id === one.dropId || !taken.has(id))
              .map(({ id, title }) => (
                <option key={id} value={id}>
                  {title}
                </option>
              ))}
          </SelectField>
          <div className="grid gap-3 sm:grid-cols-2">
            <RateField
              label={words.overrideNew}
              rate={one.newCustomer}
              currency={currency}
              onChange={(newCustomer) => change(at, { newCustomer })}
            />
            <RateField
              label={words.overrideExisting}
              rate={one.existingCustomer}
              currency={currency}
              onChange={(existingCustomer) => change(at, { existingCustomer })}
            />
          </div>
          <Button onClick={() => set(overrides.filter((_, place) => place !== at))}>
            {words.removeOverride(titleOf(one.dropId))}
          </Button>
        </fieldset>
      ))}
      {next && (
        <Button
          onClick={() => {
            const { newCustomer, existingCustomer } = typed;
            set([...overrides, { dropId: next.id, newCustomer, existingCustomer }]);
          }}
        >
          {words.addOverride}
        </Button>
      )}
    </>
  );
}
