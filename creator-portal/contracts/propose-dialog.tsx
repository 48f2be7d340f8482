import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { ContractView } from '../../server/protocol/contracts.ts';
import { hub, queryClient } from '../hub/client.ts';
import { fieldMessage } from '../hub/problem-of.ts';
import { useBrand } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogActions } from '../ui/dialog.tsx';
import { TextField } from '../ui/field.tsx';
import { ProblemNotice } from '../ui/notice.tsx';
import { toast } from '../ui/toast.tsx';
import { readTerms, TermsFields, type TypedTerms, typedTerms } from './terms-fields.tsx';

/** Proposes a first contract by e-mail, or new terms for one that exists. */
export function ProposeDialog(dialog: { contract: ContractView | null; onClose: () => void }) {
  const brand = useBrand();
  const [email, setEmail] = useState('');
  const [typed, setTyped] = useState<TypedTerms>(() =>
    typedTerms(dialog.contract?.versions[0]?.terms ?? null, brand.currency),
  );
  const propose = useMutation(hub.contracts.propose.mutationOptions());
  const renew = useMutation(hub.contracts.proposeVersion.mutationOptions());
  const terms = readTerms(typed, brand.currency);
  const send = async (valid: NonNullable<typeof terms>) => {
    if (dialog.contract) await renew.mutateAsync({ contractId: dialog.contract.id, terms: valid });
    else await propose.mutateAsync({ brandId: brand.id, email, terms: valid });
    await queryClient.invalidateQueries(hub.contracts.pathFilter());
    await queryClient.invalidateQueries(hub.reports.pathFilter());
    toast(dialog.contract ? say.creators.versionSent : say.creators.sent(email));
    dialog.onClose();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (terms) send(terms).catch(() => null);
  };
  const error = propose.error ?? renew.error;
  return (
    <Dialog
      title={dialog.contract ? say.creators.proposeNew : say.creators.proposeTitle}
      onClose={dialog.onClose}
      wide
    >
      <form className="space-y-4" onSubmit={submit}>
        {!dialog.contract && (
          <TextField
            label={say.creators.email}
            hint={say.creators.emailHint}
            type="email"
            value={email}
            onChange={(event) => setEmail(event.target.value)}
            error={fieldMessage(error, 'email')}
            required
          />
        )}
        <TermsFields typed={typed} currency={brand.currency} onChange={setTyped} />
        <ProblemNotice error={error} />
        <DialogActions>
          <Button onClick={dialog.onClose}>{say.act.cancel}</Button>
          <Button type="submit" look="primary" busy={propose.isPending || renew.isPending}>
            {say.creators.send}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
