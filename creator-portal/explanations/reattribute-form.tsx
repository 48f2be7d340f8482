import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { hub, queryClient } from '../hub/client.ts';
import { fieldMessage } from '../hub/problem-of.ts';
import { useBrand } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { Button } from '../ui/button.tsx';
import { DialogActions } from '../ui/dialog.tsx';
import { SelectField, TextField } from '../ui/field.tsx';
import { ProblemNotice } from '../ui/notice.tsx';
import { toast } from '../ui/toast.tsx';

/** An owner decides who brought a customer; the reason stands in the record. */
export function ReattributeForm({ orderId, onDone }: { orderId: string; onDone: () => void }) {
  const brand = useBrand();
  const [contractId, setContractId] = useState('');
  const [reason, setReason] = useState('');
  const contracts = useQuery(hub.contracts.listOfBrand.queryOptions({ brandId: brand.id }));
  const change = useMutation(
    hub.attribution.reattribute.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries(hub.explanations.pathFilter());
        toast(say.explained.changed);
        onDone();
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const given = { brandId: brand.id, orderId, reason };
    change.mutate({ ...given, contractId: contractId === '' ? null : contractId });
  };
  return (
    <form className="space-y-3" onSubmit={submit}>
      <h3 className="text-sm font-semibold">{say.explained.changeTitle}</h3>
      <p className="text-sm text-ink-soft">{say.explained.changeText}</p>
      <SelectField
        label={say.explained.who}
        value={contractId}
        onChange={(event) => setContractId(event.target.value)}
      >
        <option value="">{say.explained.nobody}</option>
        {contracts.data?.map((contract) => (
          <option key={contract.id} value={contract.id}>
            {contract.creatorName}
          </option>
        ))}
      </SelectField>
      <TextField
        label={say.customers.reason}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        error={fieldMessage(change.error, 'reason')}
        required
      />
      <ProblemNotice error={change.error} />
      <DialogActions>
        <Button onClick={onDone}>{say.act.cancel}</Button>
        <Button type="submit" look="primary" busy={change.isPending}>
          {say.explained.decide}
        </Button>
      </DialogActions>
    </form>
  );
}
