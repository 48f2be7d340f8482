import { fieldMessage } from '../hub/problem-of.ts';
import { say } from '../strings.ts';
import { TextField } from '../ui/field.tsx';
import type { DraftHoldout } from './draft-holdout.ts';
import { Folded } from './folded.tsx';

/** Who by chance gets the ordinary page, so that the uplift of the drop can be measured. */
export function HoldoutFields(fields: {
  draft: DraftHoldout;
  error: unknown;
  onChange: (patch: Partial<DraftHoldout>) => void;
}) {
  const { draft, error, onChange } = fields;
  return (
    <Folded title={say.uplift.fold} isOpen={draft.holdoutPercent !== ''}>
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          label={say.uplift.share}
          hint={say.uplift.shareHint}
          inputMode="numeric"
          suffix="%"
          value={draft.holdoutPercent}
          error={fieldMessage(error, 'holdout.holdoutBps')}
          onChange={(event) => onChange({ holdoutPercent: event.target.value })}
        />
        <TextField
          label={say.uplift.effect}
          hint={say.uplift.effectHint}
          inputMode="decimal"
          value={draft.effectPercent}
          error={fieldMessage(error, 'holdout.smallestEffectBps')}
          onChange={(event) => onChange({ effectPercent: event.target.value })}
        />
        <TextField
          label={say.uplift.shopUrl}
          hint={say.uplift.shopUrlHint}
          className="sm:col-span-2"
          type="url"
          placeholder="https://"
          value={draft.shopUrl}
          error={fieldMessage(error, 'holdout.shopUrl')}
          onChange={(event) => onChange({ shopUrl: event.target.value })}
        />
      </div>
    </Folded>
  );
}
