import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { hub, queryClient } from '../hub/client.ts';
import { fieldMessage } from '../hub/problem-of.ts';
import { say } from '../strings.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { ProblemNotice } from '../ui/notice.tsx';
import { Panel } from '../ui/panel.tsx';

/** Takes in the code that a dock shows, and gives the dock a name. */
export function ApproveForm() {
  const [code, setCode] = useState('');
  const [name, setName] = useState('');
  const approve = useMutation(
    hub.dock.approve.mutationOptions({
      onSuccess: async () => {
        setCode('');
        await queryClient.invalidateQueries(hub.dock.pathFilter());
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    approve.mutate({ code, name });
  };
  return (
    <Panel>
      <h2 className="font-semibold">{say.dock.signIn}</h2>
      <p className="mt-1 text-sm wrap-anywhere text-ink-soft">
        {say.dock.signInSteps(`${location.origin}/dock`)}
      </p>
      <form className="mt-4 space-y-4" onSubmit={submit}>
        <TextField
          label={say.dock.code}
          hint={say.dock.codeHint}
          placeholder="XXXX-XXXX"
          value={code}
          onChange={(event) => setCode(event.target.value)}
          error={fieldMessage(approve.error, 'code')}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          minLength={4}
          maxLength={24}
          required
        />
        <TextField
          label={say.dock.name}
          hint={say.dock.nameHint}
          placeholder={say.dock.namePlaceholder}
          value={name}
          onChange={(event) => setName(event.target.value)}
          error={fieldMessage(approve.error, 'name')}
          minLength={2}
          maxLength={60}
          required
        />
        <p className="text-sm">{say.dock.onlyYours}</p>
        <ProblemNotice error={approve.error} />
        <Button type="submit" look="primary" busy={approve.isPending}>
          {say.dock.approve}
        </Button>
        <p role="status" className="min-h-5 text-sm text-good">
          {approve.isSuccess && say.dock.approved}
        </p>
      </form>
    </Panel>
  );
}
