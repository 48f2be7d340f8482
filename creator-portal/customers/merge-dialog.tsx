import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { CustomerRow } from '../../server/protocol/customers.ts';
import { hub, queryClient } from '../hub/client.ts';
import { fieldMessage } from '../hub/problem-of.ts';
import { useBrand } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogActions } from '../ui/dialog.tsx';
import { TextField } from '../ui/field.tsx';
import { ProblemNotice } from '../ui/notice.tsx';
import { toast } from '../ui/toast.tsx';

/** Says what follows from a merge, and asks how one knows. */
export function MergeDialog(merging: {
  one: CustomerRow;
  other: CustomerRow;
  onClose: () => void;
  onDone: () => void;
}) {
  const brand = useBrand();
  const { one, other } = merging;
  const [reason, setReason] = useState('');
  const merge = useMutation(
    hub.customers.merge.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries(hub.customers.pathFilter());
        toast(say.customers.merged);
        merging.onDone();
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    merge.mutate({ brandId: brand.id, customerIds: [one.id, other.id], reason });
  };
  return (
    <Dialog title={say.customers.mergeTitle} onClose={merging.onClose}>
      <form className="space-y-4" onSubmit={submit}>
        <p className="wrap-anywhere">{say.customers.mergeText(one.email, other.email)}</p>
        <TextField
          label={say.customers.reason}
          hint={say.customers.reasonHint}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          error={fieldMessage(merge.error, 'reason')}
          required
        />
        <ProblemNotice error={merge.error} />
        <DialogActions>
          <Button onClick={merging.onClose}>{say.act.cancel}</Button>
          <Button type="submit" look="primary" busy={merge.isPending}>
            {say.customers.merge}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
