import { say } from '../strings.ts';
import { TextField } from '../ui/field.tsx';
import { Panel } from '../ui/panel.tsx';
import type { DropDraft } from './drop-draft.ts';

const PROMISES = [
  'shippingPromise',
  'returnsPromise',
  'warrantyPromise',
  'contingencyPlan',
] as const;
/** Without these a drop cannot be published. */
const REQUIRED: ReadonlySet<string> = new Set(['shippingPromise', 'returnsPromise']);

/** What the drop page promises. Stands open, because a brand should read what it promises. */
export function PromiseFields(fields: {
  draft: DropDraft;
  onChange: (patch: Partial<DropDraft>) => void;
}) {
  return (
    <Panel>
      <fieldset className="space-y-4">
        <legend className="sr-only">{say.newDrop.promises}</legend>
        <div>
          <h2 className="font-semibold">{say.newDrop.promises}</h2>
          <p className="text-sm text-ink-soft">{say.newDrop.promisesHint}</p>
        </div>
        {PROMISES.map((key) => (
          <TextField
            key={key}
            label={say.newDrop[key]}
            value={fields.draft[key]}
            maxLength={300}
            required={REQUIRED.has(key)}
            onChange={(event) => fields.onChange({ [key]: event.target.value })}
          />
        ))}
      </fieldset>
    </Panel>
  );
}
