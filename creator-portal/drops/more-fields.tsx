import { fieldMessage } from '../hub/problem-of.ts';
import { useBrand } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { CheckField, SelectField, TextArea, TextField } from '../ui/field.tsx';
import type { DropDraft } from './drop-draft.ts';
import { Folded } from './folded.tsx';

/** Everything that has a safe default, folded away. */
export function MoreFields(fields: {
  draft: DropDraft;
  error: unknown;
  onChange: (patch: Partial<DropDraft>) => void;
}) {
  const { currency } = useBrand();
  const { draft, onChange } = fields;
  const slugError = fieldMessage(fields.error, 'slug');
  return (
    <Folded title={say.newDrop.more} isOpen={isSet(draft) || slugError !== null}>
      <div className="grid gap-4 sm:grid-cols-2">
        <TextArea
          label={say.newDrop.description}
          className="sm:col-span-2"
          value={draft.description}
          maxLength={2000}
          onChange={(event) => onChange({ description: event.target.value })}
        />
        <TextField
          label={say.newDrop.slug}
          hint={say.newDrop.slugHint}
          value={draft.slug}
          error={slugError}
          autoCapitalize="none"
          onChange={(event) => onChange({ slug: event.target.value.toLowerCase() })}
        />
        <SelectField
          label={say.newDrop.hold}
          hint={say.newDrop.holdHint}
          value={draft.holdMinutes}
          onChange={(event) => onChange({ holdMinutes: Number(event.target.value) })}
        >
          {[5, 8, 10, 12, 15].map((minutes) => (
            <option key={minutes} value={minutes}>
              {say.newDrop.minutes(minutes)}
            </option>
          ))}
        </SelectField>
        <TextField
          label={say.newDrop.limit}
          type="number"
          min={1}
          max={100}
          value={draft.limit}
          onChange={(event) => onChange({ limit: event.target.value })}
        />
        <TextField
          label={say.newDrop.shipping}
          inputMode="decimal"
          suffix={currency.toUpperCase()}
          value={draft.shipping}
          placeholder="0"
          onChange={(event) => onChange({ shipping: event.target.value })}
        />
        <TextField
          label={say.dropTerms.note}
          hint={say.dropTerms.noteHint}
          maxLength={60}
          value={draft.noteLabel}
          onChange={(event) => onChange({ noteLabel: event.target.value })}
        />
        <CheckField
          label={say.dropTerms.canShip}
          hint={say.dropTerms.canShipHint}
          className="sm:mt-6"
          checked={draft.canShip}
          onChange={(event) => onChange({ canShip: event.target.checked })}
        />
      </div>
    </Folded>
  );
}

/** Something here was chosen already, in a draft that is opened again. */
function isSet({ description, limit, shipping, noteLabel, canShip }: DropDraft): boolean {
  const isFree = /^[0.,]*$/.test(shipping);
  return description !== '' || limit !== '1' || !isFree || noteLabel !== '' || !canShip;
}
