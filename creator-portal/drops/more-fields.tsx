import { ChevronRight } from 'lucide-react';
import { fieldMessage } from '../hub/problem-of.ts';
import { useBrand } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { SelectField, TextArea, TextField } from '../ui/field.tsx';
import type { DropDraft } from './drop-draft.ts';

/** Everything that has a safe default, folded away. */
export function MoreFields(fields: {
  draft: DropDraft;
  error: unknown;
  onChange: (patch: Partial<DropDraft>) => void;
}) {
  const { currency } = useBrand();
  const { draft, onChange } = fields;
  return (
    <details className="group rounded-lg border border-line bg-surface">
      <summary className="flex min-h-12 list-none items-center gap-2 px-4 font-semibold sm:px-5">
        <ChevronRight
          aria-hidden="true"
          size={16}
          className="text-ink-soft transition-transform group-open:rotate-90"
        />
        {say.newDrop.more}
      </summary>
      <div className="grid gap-4 border-t border-line p-4 sm:grid-cols-2 sm:p-5">
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
          error={fieldMessage(fields.error, 'slug')}
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
      </div>
    </details>
  );
}
