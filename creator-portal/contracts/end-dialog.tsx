import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { ContractView } from '../../server/protocol/contracts.ts';
import { hub, queryClient } from '../hub/client.ts';
import { say } from '../strings.ts';
import { ConfirmDialog } from '../ui/confirm.tsx';
import { TextField } from '../ui/field.tsx';

const words = say.contracts;

/** Asks before an end, and says what survives it. */
export function EndDialog({ contract, onClose }: { contract: ContractView; onClose: () => void }) {
  const [reason, setReason] = useState('');
  const end = useMutation(hub.contracts.end.mutationOptions());
  const terms = contract.versions.find(({ isInForce }) => isInForce)?.terms;
  const hasClauses = terms && (terms.recurring !== null || terms.ltv !== null);
  const run = async () => {
    await end.mutateAsync({ contractId: contract.id, reason });
    await queryClient.invalidateQueries(hub.contracts.pathFilter());
    await queryClient.invalidateQueries(hub.reports.pathFilter());
  };
  return (
    <ConfirmDialog
      title={words.endTitle}
      actionLabel={words.end}
      danger
      onConfirm={run}
      onClose={onClose}
    >
      <p>{words.endText}</p>
      <div>
        <p className="font-medium">{words.survives}</p>
        <ul className="mt-1 list-disc space-y-0.5 pl-5">
          <li>{words.survivesEarned}</li>
          {hasClauses && (
            <li>
              {terms.survivalDays > 0
                ? words.survivesClauses(words.days(terms.survivalDays))
                : words.survivesNothing}
            </li>
          )}
        </ul>
      </div>
      <TextField
        label={words.reason}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </ConfirmDialog>
  );
}
