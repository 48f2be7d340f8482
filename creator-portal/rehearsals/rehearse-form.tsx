import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import {
  REHEARSAL_LEADS,
  REHEARSAL_MINUTES,
  REHEARSAL_MOODS,
  REHEARSAL_SIZES,
} from '../../server/protocol/rehearsals.ts';
import { say } from '../strings.ts';
import { Button } from '../ui/button.tsx';
import { SelectField } from '../ui/field.tsx';
import { ProblemNotice } from '../ui/notice.tsx';
import { type Host, placesOf } from './host.ts';

/** What one chooses before a rehearsal; it begins with the press of a button. */
export function RehearseForm({ host, dropId }: { host: Host; dropId: string }) {
  const navigate = useNavigate();
  const [size, setSize] = useState<(typeof REHEARSAL_SIZES)[number]>(100);
  const [mood, setMood] = useState<(typeof REHEARSAL_MOODS)[number]>('keen');
  const [leadSeconds, setLead] = useState<(typeof REHEARSAL_LEADS)[number]>(30);
  const [minutes, setMinutes] = useState<(typeof REHEARSAL_MINUTES)[number]>(5);
  const start = useMutation({
    mutationFn: host.start,
    onSuccess: ({ id }) => navigate({ to: placesOf(host).rehearsal(id) }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    start.mutate({ dropId, size, mood, leadSeconds, minutes });
  };
  return (
    <form className="space-y-4" onSubmit={submit}>
      <div className="grid gap-4 sm:grid-cols-2">
        <Choice
          label={say.rehearsals.size}
          choices={REHEARSAL_SIZES}
          text={say.rehearsals.viewers}
          value={size}
          onChoose={setSize}
        />
        <Choice
          label={say.rehearsals.mood}
          choices={REHEARSAL_MOODS}
          text={(one) => say.rehearsals.moods[one]}
          value={mood}
          onChoose={setMood}
        />
        <Choice
          label={say.rehearsals.leadTime}
          choices={REHEARSAL_LEADS}
          text={say.rehearsals.seconds}
          value={leadSeconds}
          onChoose={setLead}
        />
        <Choice
          label={say.rehearsals.length}
          choices={REHEARSAL_MINUTES}
          text={say.rehearsals.minutes}
          value={minutes}
          onChoose={setMinutes}
        />
      </div>
      <ProblemNotice error={start.error} />
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button type="submit" look="primary" busy={start.isPending}>
          {say.rehearsals.start}
        </Button>
        <p className="text-sm text-ink-soft">
          {host.slug === null ? say.rehearsals.overlayHint : say.rehearsals.overlayHintBrand}
        </p>
      </div>
    </form>
  );
}

function Choice<T extends string | number>(choice: {
  label: string;
  choices: readonly T[];
  text: (one: T) => string;
  value: T;
  onChoose: (one: T) => void;
}) {
  const { choices, onChoose } = choice;
  return (
    <SelectField
      label={choice.label}
      value={choice.value}
      onChange={({ target }) => {
        const chosen = choices[target.selectedIndex];
        if (chosen !== undefined) onChoose(chosen);
      }}
    >
      {choices.map((one) => (
        <option key={one} value={one}>
          {choice.text(one)}
        </option>
      ))}
    </SelectField>
  );
}
