import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { AudienceView } from '../../server/protocol/audiences.ts';
import { hub, queryClient } from '../hub/client.ts';
import { fieldMessage } from '../hub/problem-of.ts';
import { useBrand } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogActions } from '../ui/dialog.tsx';
import { TextField } from '../ui/field.tsx';
import { ProblemNotice } from '../ui/notice.tsx';
import { toast } from '../ui/toast.tsx';

/** Names a new audience, or gives one another name. */
export function NameDialog({
  audience,
  onClose,
}: {
  audience?: AudienceView;
  onClose: () => void;
}) {
  const brand = useBrand();
  const [name, setName] = useState(audience?.name ?? '');
  const done = async (text: string) => {
    await queryClient.invalidateQueries(hub.audiences.pathFilter());
    toast(text);
    onClose();
  };
  const create = useMutation(
    hub.audiences.create.mutationOptions({ onSuccess: () => done(say.audiences.created) }),
  );
  const rename = useMutation(
    hub.audiences.rename.mutationOptions({ onSuccess: () => done(say.audiences.renamed) }),
  );
  const error = create.error ?? rename.error;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (audience) rename.mutate({ brandId: brand.id, audienceId: audience.id, name });
    else create.mutate({ brandId: brand.id, name });
  };
  const action = audience ? say.audiences.rename : say.audiences.create;
  return (
    <Dialog title={action} onClose={onClose}>
      <form className="space-y-4" onSubmit={submit}>
        <TextField
          label={say.audiences.name}
          hint={say.audiences.nameHint}
          value={name}
          maxLength={60}
          onChange={(event) => setName(event.target.value)}
          error={fieldMessage(error, 'name')}
          required
        />
        <ProblemNotice error={error} />
        <DialogActions>
          <Button onClick={onClose}>{say.act.cancel}</Button>
          <Button type="submit" look="primary" busy={create.isPending || rename.isPending}>
            {action}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
