import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { API_MODES, API_SCOPES, type ApiMode, type ApiScope } from '../../server/protocol/api.ts';
import { hub, queryClient } from '../hub/client.ts';
import { fieldMessage } from '../hub/problem-of.ts';
import { useBrand } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogActions } from '../ui/dialog.tsx';
import { SelectField, TextField } from '../ui/field.tsx';
import { ProblemNotice } from '../ui/notice.tsx';
import { Choices } from './choices.tsx';
import { SecretDialog } from './secret-dialog.tsx';

const SCOPES = Object.keys(API_SCOPES) as ApiScope[];

/** Makes a key, and shows it once. */
export function NewKeyDialog({ onClose }: { onClose: () => void }) {
  const brand = useBrand();
  const [name, setName] = useState('');
  const [mode, setMode] = useState<ApiMode>('test');
  const [scopes, setScopes] = useState<ApiScope[]>(SCOPES);
  const create = useMutation(hub.api.createKey.mutationOptions());
  if (create.data) {
    const close = () => {
      onClose();
      void queryClient.invalidateQueries(hub.api.pathFilter());
    };
    return <SecretDialog title={say.keys.made(name)} secret={create.data.key} onClose={close} />;
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate({ brandId: brand.id, name, mode, scopes });
  };
  return (
    <Dialog title={say.keys.create} onClose={onClose}>
      <form className="space-y-4" onSubmit={submit}>
        <TextField
          label={say.keys.name}
          hint={say.keys.nameHint}
          value={name}
          maxLength={60}
          onChange={(event) => setName(event.target.value)}
          error={fieldMessage(create.error, 'name')}
          required
        />
        <SelectField
          label={say.keys.mode}
          hint={say.keys.modeHints[mode]}
          value={mode}
          onChange={(event) => setMode(event.target.value as ApiMode)}
        >
          {API_MODES.map((one) => (
            <option key={one} value={one}>
              {say.keys.modes[one]}
            </option>
          ))}
        </SelectField>
        <Choices
          legend={say.keys.scopes}
          choices={API_SCOPES}
          chosen={scopes}
          onChange={setScopes}
          error={fieldMessage(create.error, 'scopes')}
        />
        <ProblemNotice error={create.error} />
        <DialogActions>
          <Button onClick={onClose}>{say.act.cancel}</Button>
          <Button type="submit" look="primary" busy={create.isPending}>
            {say.keys.create}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
