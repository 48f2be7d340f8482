import { useMutation } from '@tanstack/react-query';
import type { FulfilmentView } from '../../server/protocol/fulfilment.ts';
import { hub, queryClient } from '../hub/client.ts';
import { say } from '../strings.ts';
import { toast } from '../ui/toast.tsx';

/** Saying that something was sent or handed over, and taking that back; both refresh the lists. */
export function useFinish(onChange: (changed: FulfilmentView) => void = () => undefined) {
  const done = (textOf: (changed: FulfilmentView) => string) => (changed: FulfilmentView) => {
    onChange(changed);
    toast(textOf(changed));
    return queryClient.invalidateQueries(hub.fulfilment.list.pathFilter());
  };
  const finish = useMutation(
    hub.fulfilment.finish.mutationOptions({
      onSuccess: done(({ delivery }) =>
        delivery === 'pick_up' ? say.fulfilment.handedOver : say.fulfilment.sentDone,
      ),
    }),
  );
  const undo = useMutation(
    hub.fulfilment.undo.mutationOptions({ onSuccess: done(() => say.fulfilment.undone) }),
  );
  return { finish, undo };
}
