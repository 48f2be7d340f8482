import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { FulfilmentView } from '../../server/protocol/fulfilment.ts';
import { hubClient } from '../hub/client.ts';
import { useBrand } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { Notice, ProblemNotice } from '../ui/notice.tsx';
import { Panel } from '../ui/panel.tsx';
import { Time } from '../ui/time.tsx';
import { useFinish } from './use-finish.ts';
import { Articles } from './work-parts.tsx';

/**
 * At the counter: type the code, see what to hand over and to whom, hand it over. A code stays out
 * of the address, since whoever has it can collect.
 */
export function HandOverPanel() {
  const brand = useBrand();
  const [text, setText] = useState('');
  const [found, setFound] = useState<FulfilmentView | null>(null);
  const find = useMutation({
    mutationFn: () => hubClient.fulfilment.findPickUp.query({ brandId: brand.id, text }),
    onSuccess: setFound,
    onError: () => setFound(null),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    find.mutate();
  };
  if (brand.role === 'viewer') {
    return <p className="text-ink-soft">{say.fulfilment.viewersOnly}</p>;
  }
  return (
    <Panel className="max-w-xl">
      <h2 className="mb-3 text-lg font-semibold">{say.fulfilment.handOverTitle}</h2>
      <form onSubmit={submit} className="flex flex-wrap items-start gap-3">
        <TextField
          className="min-w-56 flex-1"
          label={say.fulfilment.code}
          hint={say.fulfilment.codeHint}
          value={text}
          onChange={(event) => setText(event.target.value)}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          minLength={3}
          maxLength={20}
          required
        />
        <Button type="submit" className="mt-6" busy={find.isPending}>
          {say.fulfilment.find}
        </Button>
      </form>
      <div className="mt-4 space-y-4 empty:hidden" aria-live="polite">
        {find.error && <ProblemNotice error={find.error} />}
        {found && <FoundPickUp key={found.id} found={found} onChange={setFound} />}
      </div>
    </Panel>
  );
}

function FoundPickUp({
  found,
  onChange,
}: {
  found: FulfilmentView;
  onChange: (changed: FulfilmentView) => void;
}) {
  const brand = useBrand();
  const { finish, undo } = useFinish(onChange);
  const which = { brandId: brand.id, fulfilmentId: found.id };
  const isOpen = found.doneAt === null && found.canceledAt === null;
  return (
    <div className="space-y-3 border-t border-line pt-4">
      <h3 className="text-lg font-semibold">
        {say.fulfilment.order} #{found.orderNumber}{' '}
        <span className="font-normal text-ink-soft">
          {say.fulfilment.fromPlace(found.locationName)}
        </span>
      </h3>
      <Articles fulfilment={found} />
      {found.recipient && (
        <p>
          <span className="text-ink-soft">{say.fulfilment.forWhom}</span> {found.recipient}
        </p>
      )}
      {found.canceledAt !== null && <Notice tone="bad">{say.fulfilment.canceled}</Notice>}
      {found.doneAt !== null && (
        <p className="text-ink-soft">
          {say.fulfilment.doneAlready} <Time at={found.doneAt} />{' '}
          {found.doneByName && say.fulfilment.by(found.doneByName)}
        </p>
      )}
      <ProblemNotice error={finish.error ?? undo.error} />
      {isOpen && (
        <Button look="primary" busy={finish.isPending} onClick={() => finish.mutate(which)}>
          {say.fulfilment.handOver}
        </Button>
      )}
      {found.undoUntil !== null && (
        <div className="flex flex-wrap items-center gap-3">
          <Button busy={undo.isPending} onClick={() => undo.mutate(which)}>
            {say.fulfilment.undo}
          </Button>
          <span className="text-sm text-ink-soft">
            {say.fulfilment.undoUntil} <Time at={found.undoUntil} form="time" />
          </span>
        </div>
      )}
    </div>
  );
}
