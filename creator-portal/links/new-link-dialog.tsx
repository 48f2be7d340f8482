import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { ContractView } from '../../server/protocol/contracts.ts';
import { hub, queryClient } from '../hub/client.ts';
import { fieldMessage } from '../hub/problem-of.ts';
import { say } from '../strings.ts';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogActions } from '../ui/dialog.tsx';
import { SelectField, TextField } from '../ui/field.tsx';
import { ProblemNotice } from '../ui/notice.tsx';
import { toast } from '../ui/toast.tsx';

/** A name is enough; the contract and the address have defaults. */
export function NewLinkDialog(dialog: { contracts: ContractView[]; onClose: () => void }) {
  const [label, setLabel] = useState('');
  const [contractId, setContractId] = useState(dialog.contracts[0]?.id ?? '');
  const [slug, setSlug] = useState('');
  const [dropId, setDropId] = useState('');
  const [destination, setDestination] = useState('');
  const drops = useQuery(hub.drops.listMine.queryOptions());
  const brandName = dialog.contracts.find(({ id }) => id === contractId)?.brandName;
  const create = useMutation(
    hub.links.create.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries(hub.links.pathFilter());
        toast(say.links.created);
        dialog.onClose();
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate({
      contractId,
      label,
      ...(slug === '' ? {} : { slug }),
      ...(dropId === '' ? {} : { dropId }),
      ...(destination === '' ? {} : { destination }),
    });
  };
  return (
    <Dialog title={say.links.create} onClose={dialog.onClose}>
      <form className="space-y-4" onSubmit={submit}>
        <TextField
          label={say.links.label}
          hint={say.links.labelHint}
          value={label}
          onChange={(event) => setLabel(event.target.value)}
          error={fieldMessage(create.error, 'label')}
          required
        />
        {dialog.contracts.length > 1 && (
          <SelectField
            label={say.links.contract}
            value={contractId}
            onChange={(event) => {
              setContractId(event.target.value);
              setDropId('');
            }}
          >
            {dialog.contracts.map((contract) => (
              <option key={contract.id} value={contract.id}>
                {contract.brandName}
              </option>
            ))}
          </SelectField>
        )}
        <SelectField
          label={say.links.drop}
          value={dropId}
          onChange={(event) => setDropId(event.target.value)}
        >
          <option value="">{say.links.dropAny}</option>
          {drops.data
            ?.filter((drop) => drop.brandName === brandName && drop.phase !== 'ended')
            .map((drop) => (
              <option key={drop.id} value={drop.id}>
                {drop.title}
              </option>
            ))}
        </SelectField>
        <TextField
          label={say.links.slug}
          hint={say.links.slugHint}
          value={slug}
          onChange={(event) => setSlug(event.target.value.toLowerCase())}
          error={fieldMessage(create.error, 'slug')}
          pattern="[a-z0-9\-]{4,32}"
          autoCapitalize="none"
        />
        <TextField
          label={say.links.destination}
          hint={say.links.destinationHint}
          type="url"
          placeholder="https://"
          value={destination}
          onChange={(event) => setDestination(event.target.value)}
          error={fieldMessage(create.error, 'destination')}
        />
        <ProblemNotice error={create.error} />
        <DialogActions>
          <Button onClick={dialog.onClose}>{say.act.cancel}</Button>
          <Button type="submit" look="primary" busy={create.isPending}>
            {say.links.create}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
