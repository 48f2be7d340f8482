import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { ContractVersionView, ContractView } from '../../server/protocol/contracts.ts';
import { hub, queryClient } from '../hub/client.ts';
import { say } from '../strings.ts';
import { Button } from '../ui/button.tsx';
import { ConfirmDialog } from '../ui/confirm.tsx';
import { TextField } from '../ui/field.tsx';
import { Time } from '../ui/time.tsx';
import { toast } from '../ui/toast.tsx';
import type { DropChoice } from './override-fields.tsx';
import { ProposeDialog } from './propose-dialog.tsx';

type Answer = 'accept' | 'counter' | 'decline' | 'withdraw';
const words = say.contracts;

/** What can be done with an open version: the other side's is answered, one's own is taken back. */
export function VersionAnswer(answer: {
  contract: ContractView;
  version: ContractVersionView;
  side: 'brand' | 'creator';
  drops: readonly DropChoice[];
}) {
  const { contract, version } = answer;
  const [asking, setAsking] = useState<Answer | null>(null);
  const close = () => setAsking(null);
  const open = (which: Answer) => () => setAsking(which);
  return (
    <div className="mt-3 flex flex-wrap gap-2">
      {version.proposedBy === answer.side ? (
        <Button onClick={open('withdraw')}>{words.withdraw}</Button>
      ) : (
        <>
          <Button look="primary" onClick={open('accept')}>
            {words.accept}
          </Button>
          <Button onClick={open('counter')}>{words.counter}</Button>
          <Button onClick={open('decline')}>{words.decline}</Button>
        </>
      )}
      {asking === 'accept' && <Accept {...{ contract, version, close, side: answer.side }} />}
      {asking === 'decline' && <Decline {...{ contract, version, close }} />}
      {asking === 'withdraw' && <Withdraw {...{ contract, version, close }} />}
      {asking === 'counter' && (
        <ProposeDialog
          proposing={{ kind: 'counter', contract, version, side: answer.side }}
          drops={answer.drops}
          onClose={close}
        />
      )}
    </div>
  );
}

type Asked = { contract: ContractView; version: ContractVersionView; close: () => void };

/** Says which text is accepted and from when on it holds. */
function Accept({ contract, version, close, side }: Asked & { side: 'brand' | 'creator' }) {
  const accept = useMutation(hub.contracts.accept.mutationOptions());
  const hasNotice = version.effectiveAt !== null && version.effectiveAt > Date.now() + 60_000;
  const run = async () => {
    const { id: versionId, termsHash } = version;
    await accept.mutateAsync({ contractId: contract.id, versionId, termsHash });
    await refresh();
    toast(words.accepted);
  };
  return (
    <ConfirmDialog
      title={words.acceptTitle(version.number)}
      actionLabel={words.accept}
      onConfirm={run}
      onClose={close}
    >
      <p>{hasNotice ? words.acceptNotice : words.acceptNow[side]}</p>
      {hasNotice && version.effectiveAt !== null && (
        <p className="font-medium">
          {words.holdsFrom} <Time at={version.effectiveAt} />
        </p>
      )}
      <p className="text-sm wrap-anywhere text-ink-soft">{words.hashTitle}</p>
      <p className="font-mono text-xs wrap-anywhere text-ink-soft">{version.termsHash}</p>
    </ConfirmDialog>
  );
}

function Decline({ contract, version, close }: Asked) {
  const decline = useMutation(hub.contracts.decline.mutationOptions());
  const [reason, setReason] = useState('');
  const run = async () => {
    await decline.mutateAsync({ contractId: contract.id, versionId: version.id, reason });
    await refresh();
    toast(words.declinedToast);
  };
  return (
    <ConfirmDialog
      title={words.declineTitle(version.number)}
      actionLabel={words.decline}
      danger
      onConfirm={run}
      onClose={close}
    >
      <p>{words.declineText}</p>
      <TextField
        label={words.declineReason}
        value={reason}
        maxLength={500}
        onChange={(event) => setReason(event.target.value)}
      />
    </ConfirmDialog>
  );
}

function Withdraw({ contract, version, close }: Asked) {
  const withdraw = useMutation(hub.contracts.withdraw.mutationOptions());
  const run = async () => {
    await withdraw.mutateAsync({ contractId: contract.id, versionId: version.id });
    await refresh();
    toast(words.withdrawnToast);
  };
  return (
    <ConfirmDialog
      title={words.withdrawTitle(version.number)}
      actionLabel={words.withdraw}
      danger
      onConfirm={run}
      onClose={close}
    >
      <p>{words.withdrawText}</p>
    </ConfirmDialog>
  );
}

async function refresh(): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries(hub.contracts.pathFilter()),
    queryClient.invalidateQueries(hub.accounts.me.queryFilter()),
    queryClient.invalidateQueries(hub.reports.pathFilter()),
  ]);
}
