import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ExternalLink } from 'lucide-react';
import type { RehearsalView } from '../../server/protocol/rehearsals.ts';
import { queryClient } from '../hub/client.ts';
import { say } from '../strings.ts';
import { Button, buttonClass } from '../ui/button.tsx';
import { ProblemNotice } from '../ui/notice.tsx';
import { toast } from '../ui/toast.tsx';
import { type Host, placesOf } from './host.ts';

/** Ends a rehearsal, removes it, or begins another one. */
export function RehearsalActions({ rehearsal, host }: { rehearsal: RehearsalView; host: Host }) {
  const { id, state, publicUrl, dropId } = rehearsal;
  const stop = useMutation({
    mutationFn: host.stop,
    onSuccess: () => done(say.rehearsals.stopped),
  });
  const remove = useMutation({
    mutationFn: host.remove,
    onSuccess: () => done(say.rehearsals.removing),
  });
  const isOn = state === 'scheduled' || state === 'running';
  return (
    <>
      {publicUrl !== null && (
        <a href={publicUrl} target="_blank" rel="noreferrer" className={buttonClass('plain')}>
          {say.rehearsals.openPage}
          <ExternalLink aria-hidden="true" size={15} />
        </a>
      )}
      {isOn && host.mayStart && (
        <Button look="danger" busy={stop.isPending} onClick={() => stop.mutate(id)}>
          {say.rehearsals.stop}
        </Button>
      )}
      {state === 'over' && host.mayStart && (
        <Button busy={remove.isPending} onClick={() => remove.mutate(id)}>
          {say.rehearsals.remove}
        </Button>
      )}
      {!isOn && host.mayStart && (
        <Link to={placesOf(host).rehearse(dropId)} className={buttonClass('primary')}>
          {say.rehearsals.again}
        </Link>
      )}
      <ProblemNotice error={stop.error ?? remove.error} />
    </>
  );
}

async function done(text: string) {
  await queryClient.invalidateQueries({ queryKey: ['rehearsal'] });
  toast(text);
}
