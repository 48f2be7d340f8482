import { Trash2 } from 'lucide-react';
import { EVERYONE } from '../../server/protocol/stock-keys.ts';
import { useBrand } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { CheckField, SelectField, TextField } from '../ui/field.tsx';
import type { DraftGroup } from './draft-terms.ts';
import type { DropDraft } from './drop-draft.ts';
import { Folded } from './folded.tsx';
import type { PoolChoices } from './pool-choices.ts';

/** Who else may claim, from when, and until when units are kept for them. */
export function GroupFields(fields: {
  draft: DropDraft;
  choices: PoolChoices;
  onChange: (patch: Partial<DropDraft>) => void;
}) {
  const { timeZone } = useBrand();
  const { draft, onChange } = fields;
  const groups = fields.choices.audiences.filter(({ key }) => key !== EVERYONE);
  const set = (next: DraftGroup[]) => onChange({ groups: next });
  const change = (key: string, patch: Partial<DraftGroup>) =>
    set(draft.groups.map((group) => (group.key === key ? { ...group, ...patch } : group)));
  const free = groups.find(({ key }) => !draft.groups.some(({ audience }) => audience === key));
  const zone = say.newDrop.zoneHint(timeZone.replaceAll('_', ' '));
  return (
    <Folded title={say.dropTerms.groups} isOpen={draft.groups.length > 0}>
      <p className="text-sm text-ink-soft">{say.dropTerms.groupsHint}</p>
      {draft.groups.map((group, at) => (
        <fieldset
          key={group.key}
          className="grid grid-cols-2 items-start gap-3 rounded-sm bg-sunken p-3 sm:grid-cols-[minmax(0,1fr)_13.5rem_6.5rem_auto]"
        >
          <legend className="sr-only">{say.dropTerms.group(at + 1)}</legend>
          <SelectField
            label={say.dropTerms.groupName}
            className="col-span-2 sm:col-span-1"
            value={group.audience}
            onChange={(event) => change(group.key, { audience: event.target.value })}
          >
            {groups.map(({ key, name }) => (
              <option key={key} value={key}>
                {name}
              </option>
            ))}
          </SelectField>
          <TextField
            label={say.dropTerms.opens}
            className="col-span-2 sm:col-span-1"
            hint={zone}
            type="datetime-local"
            value={group.opens}
            onChange={(event) => change(group.key, { opens: event.target.value })}
          />
          <TextField
            label={say.newDrop.cap}
            hint={say.dropTerms.perCreator}
            type="number"
            min={1}
            placeholder={say.newDrop.capNone}
            value={group.cap}
            onChange={(event) => change(group.key, { cap: event.target.value })}
          />
          <IconButton
            label={say.dropTerms.removeGroup(at + 1)}
            className="sm:mt-7"
            onClick={() => set(draft.groups.filter(({ key }) => key !== group.key))}
          >
            <Trash2 aria-hidden="true" size={16} />
          </IconButton>
        </fieldset>
      ))}
      {free && (
        <Button
          small
          look="quiet"
          onClick={() =>
            set([
              ...draft.groups,
              { key: String(Date.now()), audience: free.key, opens: '', cap: '' },
            ])
          }
        >
          + {say.dropTerms.addGroup}
        </Button>
      )}
      {draft.groups.length > 0 && (
        <CheckField
          label={say.dropTerms.forEveryone}
          hint={say.dropTerms.forEveryoneHint}
          checked={draft.isForEveryone}
          onChange={(event) => onChange({ isForEveryone: event.target.checked })}
        />
      )}
      <TextField
        label={say.dropTerms.reserveEnds}
        hint={say.dropTerms.reserveHint}
        className="sm:max-w-xs"
        type="datetime-local"
        value={draft.reserveEnds}
        onChange={(event) => onChange({ reserveEnds: event.target.value })}
      />
    </Folded>
  );
}
