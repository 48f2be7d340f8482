import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { lowersAnything } from '../../server/protocol/compare-terms.ts';
import type {
  ContractTerms,
  ContractVersionView,
  ContractView,
} from '../../server/protocol/contracts.ts';
import { hub, queryClient } from '../hub/client.ts';
import { fieldMessage } from '../hub/problem-of.ts';
import { say } from '../strings.ts';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogActions } from '../ui/dialog.tsx';
import { TextField } from '../ui/field.tsx';
import { ProblemNotice } from '../ui/notice.tsx';
import { toast } from '../ui/toast.tsx';
import { ExamplePanel } from './example-panel.tsx';
import type { DropChoice } from './override-fields.tsx';
import { TermsFields } from './terms-fields.tsx';
import { TermsList } from './terms-list.tsx';
import { readTerms, typedTerms } from './typed-terms.ts';

/** A first contract by e-mail, new terms for one that exists, or a counter to what is open. */
export type Proposing =
  | { kind: 'first'; brandId: string; currency: string; jointCapBps: number }
  | ({ kind: 'next' } & OfContract)
  | ({ kind: 'counter'; version: ContractVersionView } & OfContract);
type OfContract = { contract: ContractView; side: 'brand' | 'creator' };

/** The terms as fields, with an example in money and what changes, both following what is typed. */
export function ProposeDialog(dialog: {
  proposing: Proposing;
  drops: readonly DropChoice[];
  onClose: () => void;
}) {
  const { proposing, drops } = dialog;
  const contract = proposing.kind === 'first' ? null : proposing.contract;
  const inForce = contract?.versions.find(({ isInForce }) => isInForce);
  const start =
    proposing.kind === 'counter' ? proposing.version : (inForce ?? contract?.versions[0]);
  const currency =
    proposing.kind === 'first' ? proposing.currency : (start?.terms.currency ?? 'eur');
  const [email, setEmail] = useState('');
  const [typed, setTyped] = useState(() => typedTerms(start?.terms ?? null, currency));
  const terms = readTerms(typed, currency);
  const { send, error, busy } = useProposal(proposing);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (terms) send({ email, terms }).then(dialog.onClose, () => null);
  };
  return (
    <Dialog title={titleOf(proposing)} onClose={dialog.onClose} wide>
      <form className="space-y-4" onSubmit={submit}>
        {!contract && (
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
        {contract && contract.rateFloorBps > 0 && (
          <p className="text-sm text-ink-soft">
            {say.contracts.floor(say.figure.percentOfBps(contract.rateFloorBps))}
          </p>
        )}
        <TermsFields typed={typed} currency={currency} onChange={setTyped} drops={drops} />
        {terms ? (
          <ExamplePanel
            terms={terms}
            jointCapBps={
              proposing.kind === 'first' ? proposing.jointCapBps : proposing.contract.jointCapBps
            }
          />
        ) : (
          <p className="text-sm text-bad">{say.contracts.unread}</p>
        )}
        {terms && inForce && (
          <Changes
            terms={terms}
            inForce={inForce.terms}
            side={proposing.kind === 'first' ? 'brand' : proposing.side}
            dropTitles={titlesOf(drops)}
          />
        )}
        <ProblemNotice error={error} />
        <DialogActions>
          <Button onClick={dialog.onClose}>{say.act.cancel}</Button>
          <Button type="submit" look="primary" busy={busy} disabled={!terms}>
            {proposing.kind === 'counter' ? say.contracts.sendCounter : say.creators.send}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

function titleOf(proposing: Proposing): string {
  if (proposing.kind === 'first') return say.creators.proposeTitle;
  if (proposing.kind === 'next') return say.contracts.proposeTitle;
  return say.contracts.counterTitle(proposing.version.number);
}

function titlesOf(drops: readonly DropChoice[]): Record<string, string> {
  return Object.fromEntries(drops.map(({ id, title }) => [id, title]));
}

/** What the new terms change, and from when on they would hold. */
function Changes(shown: {
  terms: ContractTerms;
  inForce: ContractTerms;
  side: 'brand' | 'creator';
  dropTitles: Record<string, string>;
}) {
  const { terms, inForce, side, dropTitles } = shown;
  const lowers = lowersAnything(inForce, terms);
  return (
    <section>
      <h3 className="font-medium">{say.contracts.changes}</h3>
      <p className="mb-2 text-sm text-ink-soft">
        {lowers
          ? say.contracts.afterNotice(say.contracts.days(inForce.noticeDays))
          : say.contracts.atOnce}
      </p>
      <TermsList terms={terms} before={inForce} side={side} dropTitles={dropTitles} changesOnly />
    </section>
  );
}

function useProposal(proposing: Proposing) {
  const propose = useMutation(hub.contracts.propose.mutationOptions());
  const renew = useMutation(hub.contracts.proposeVersion.mutationOptions());
  const counter = useMutation(hub.contracts.counter.mutationOptions());
  const send = async ({ email, terms }: { email: string; terms: Parsed }) => {
    if (proposing.kind === 'first') {
      await propose.mutateAsync({ brandId: proposing.brandId, email, terms });
    } else if (proposing.kind === 'next') {
      await renew.mutateAsync({ contractId: proposing.contract.id, terms });
    } else {
      const { contract, version } = proposing;
      await counter.mutateAsync({ contractId: contract.id, versionId: version.id, terms });
    }
    await Promise.all([
      queryClient.invalidateQueries(hub.contracts.pathFilter()),
      queryClient.invalidateQueries(hub.accounts.me.queryFilter()),
      queryClient.invalidateQueries(hub.reports.pathFilter()),
    ]);
    toast(
      proposing.kind === 'first'
        ? say.creators.sent(email)
        : proposing.kind === 'next'
          ? say.creators.versionSent
          : say.contracts.countered,
    );
  };
  return {
    send,
    error: propose.error ?? renew.error ?? counter.error,
    busy: propose.isPending || renew.isPending || counter.isPending,
  };
}
type Parsed = NonNullable<ReturnType<typeof readTerms>>;
