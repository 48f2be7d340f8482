import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { ContractVersionView } from '../../server/protocol/contracts.ts';
import { hub, queryClient } from '../hub/client.ts';
import { say } from '../strings.ts';
import { Button } from '../ui/button.tsx';
import { ConfirmDialog } from '../ui/confirm.tsx';
import { toast } from '../ui/toast.tsx';

/** Accepts or declines a version that the other side proposed. */
export function VersionAnswer(answer: { contractId: string; version: ContractVersionView }) {
  const [asking, setAsking] = useState<'accept' | 'decline' | null>(null);
  const accept = useMutation(hub.contracts.accept.mutationOptions());
  const decline = useMutation(hub.contracts.decline.mutationOptions());
  const ids = { contractId: answer.contractId, versionId: answer.version.id };
  const run = async () => {
    if (asking === 'accept') await accept.mutateAsync(ids);
    else await decline.mutateAsync(ids);
    await Promise.all([
      queryClient.invalidateQueries(hub.contracts.pathFilter()),
      queryClient.invalidateQueries(hub.accounts.me.queryFilter()),
    ]);
    if (asking === 'accept') toast(say.contracts.accepted);
  };
  const { number } = answer.version;
  const words = {
    accept: [say.contracts.acceptTitle(number), say.contracts.acceptText, say.contracts.accept],
    decline: [say.contracts.declineTitle(number), say.contracts.declineText, say.contracts.decline],
  } as const;
  return (
    <div className="mt-3 flex gap-2">
      <Button look="primary" onClick={() => setAsking('accept')}>
        {say.contracts.accept}
      </Button>
      <Button onClick={() => setAsking('decline')}>{say.contracts.decline}</Button>
      {asking && (
        <ConfirmDialog
          title={words[asking][0]}
          actionLabel={words[asking][2]}
          danger={asking === 'decline'}
          onConfirm={run}
          onClose={() => setAsking(null)}
        >
          <p>{words[asking][1]}</p>
        </ConfirmDialog>
      )}
    </div>
  );
}
