import { FAIRNESS_MODES, type Fairness } from '../../server/protocol/lines.ts';
import { useBrand } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { CheckField, SelectField, TextField } from '../ui/field.tsx';
import type { DropDraft } from './drop-draft.ts';
import { Folded } from './folded.tsx';

/** How it is decided who may claim, and what happens with units that come back. */
export function FairnessFields(fields: {
  draft: DropDraft;
  onChange: (patch: Partial<DropDraft>) => void;
}) {
  const { timeZone } = useBrand();
  const { draft, onChange } = fields;
  const zone = say.newDrop.zoneHint(timeZone.replaceAll('_', ' '));
  const choose = (fairness: Fairness) =>
    onChange({
      fairness,
      // Whoever won a draw is not watching: an hour to pay; whoever waits on the page is.
      offerMinutes: fairness === 'draw' ? '60' : '5',
      ...(fairness === 'draw' && draft.entriesClose === '' ? { entriesClose: draft.starts } : {}),
    });
  return (
    <Folded title={say.dropTerms.fairness} isOpen={draft.fairness !== 'first_come'}>
      <SelectField
        label={say.dropTerms.fairnessMode}
        hint={say.dropTerms.fairnessHints[draft.fairness]}
        className="sm:max-w-md"
        value={draft.fairness}
        onChange={(event) => {
          const mode = FAIRNESS_MODES.find((one) => one === event.target.value);
          if (mode) choose(mode);
        }}
      >
        {FAIRNESS_MODES.map((mode) => (
          <option key={mode} value={mode}>
            {say.dropTerms.fairnessModes[mode]}
          </option>
        ))}
      </SelectField>
      <div className="grid gap-4 sm:grid-cols-2">
        {draft.fairness === 'draw' && (
          <TextField
            label={say.dropTerms.entriesClose}
            hint={zone}
            type="datetime-local"
            value={draft.entriesClose}
            onChange={(event) => onChange({ entriesClose: event.target.value })}
          />
        )}
        {draft.fairness === 'shuffle' && (
          <TextField
            label={say.dropTerms.turns}
            hint={say.dropTerms.turnsHint}
            type="number"
            min={1}
            max={1000}
            value={draft.turnsPerSecond}
            onChange={(event) => onChange({ turnsPerSecond: event.target.value })}
          />
        )}
        <TextField
          label={say.dropTerms.offerMinutes}
          hint={say.dropTerms.offerMinutesHint}
          type="number"
          min={1}
          max={1320}
          value={draft.offerMinutes}
          onChange={(event) => onChange({ offerMinutes: event.target.value })}
        />
      </div>
      {draft.fairness !== 'draw' && (
        <CheckField
          label={say.dropTerms.waitingList}
          hint={say.dropTerms.waitingListHint}
          checked={draft.hasWaitingList}
          onChange={(event) => onChange({ hasWaitingList: event.target.checked })}
        />
      )}
    </Folded>
  );
}
