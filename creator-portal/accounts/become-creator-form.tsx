import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { hub, queryClient } from '../hub/client.ts';
import { fieldMessage } from '../hub/problem-of.ts';
import { say } from '../strings.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { ProblemNotice } from '../ui/notice.tsx';
import { browserZone, ZoneField } from './zone-field.tsx';

/** Gives a signed-in person a creator profile, and leads to the proposal that brought them. */
export function BecomeCreatorForm({ name, hasProposal }: { name: string; hasProposal: boolean }) {
  const [displayName, setDisplayName] = useState(name);
  const [handle, setHandle] = useState(() => handleFrom(name));
  const [timeZone, setTimeZone] = useState(browserZone);
  const navigate = useNavigate();
  const become = useMutation(
    hub.accounts.becomeCreator.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries(hub.accounts.me.queryFilter());
        void navigate({ to: hasProposal ? '/creator/contracts' : '/creator' });
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    become.mutate({ displayName, handle, timeZone });
  };
  return (
    <form className="space-y-4" onSubmit={submit}>
      <TextField
        label={say.welcome.displayName}
        value={displayName}
        onChange={(event) => setDisplayName(event.target.value)}
        error={fieldMessage(become.error, 'displayName')}
        required
      />
      <TextField
        label={say.welcome.handle}
        value={handle}
        onChange={(event) => setHandle(event.target.value.toLowerCase())}
        hint={say.welcome.handleHint}
        error={fieldMessage(become.error, 'handle')}
        autoCapitalize="none"
        required
      />
      <ZoneField value={timeZone} onChange={setTimeZone} />
      <ProblemNotice error={become.error} />
      <Button type="submit" look="primary" busy={become.isPending}>
        {say.welcome.creatorAction}
      </Button>
    </form>
  );
}

function handleFrom(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 24);
}
