import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ContractView } from '../../server/protocol/contracts.ts';
import { ContractCard } from '../contracts/contract-card.tsx';
import { ProposeDialog } from '../contracts/propose-dialog.tsx';
import { hub, queryClient } from '../hub/client.ts';
import { useBrand } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { Button } from '../ui/button.tsx';
import { ConfirmDialog } from '../ui/confirm.tsx';
import { Dialog, DialogActions } from '../ui/dialog.tsx';
import { TextField } from '../ui/field.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { BlockSkeleton } from '../ui/skeleton.tsx';

/** The contract with one creator, with its versions, as the brand sees it. */
export function ContractDialog({
  contractId,
  onClose,
}: {
  contractId: string;
  onClose: () => void;
}) {
  const brand = useBrand();
  const contracts = useQuery(hub.contracts.listOfBrand.queryOptions({ brandId: brand.id }));
  return (
    <Dialog title={say.creators.contract} onClose={onClose} wide>
      <Loaded query={contracts} skeleton={<BlockSkeleton className="h-64 w-full" />}>
        {(list) => {
          const contract = list.find(({ id }) => id === contractId);
          return contract ? <Contract contract={contract} /> : <p>{say.problem.missing}</p>;
        }}
      </Loaded>
    </Dialog>
  );
}

function Contract({ contract }: { contract: ContractView }) {
  const brand = useBrand();
  const [open, setOpen] = useState<'propose' | 'end' | null>(null);
  const [reason, setReason] = useState('');
  const end = useMutation(hub.contracts.end.mutationOptions());
  const close = () => setOpen(null);
  const isRunning = contract.state === 'active' || contract.state === 'proposed';
  return (
    <>
      <ContractCard
        contract={contract}
        side="brand"
        title={contract.creatorName || contract.invitedEmail}
      />
      {brand.role !== 'viewer' && (
        <DialogActions>
          {isRunning && (
            <Button look="danger" onClick={() => setOpen('end')}>
              {say.contracts.end}
            </Button>
          )}
          <Button onClick={() => setOpen('propose')}>
            {isRunning ? say.creators.proposeNew : say.creators.renew}
          </Button>
        </DialogActions>
      )}
      {open === 'propose' && <ProposeDialog contract={contract} onClose={close} />}
      {open === 'end' && (
        <ConfirmDialog
          title={say.contracts.endTitle}
          actionLabel={say.contracts.end}
          danger
          onConfirm={async () => {
            await end.mutateAsync({ contractId: contract.id, reason });
            await queryClient.invalidateQueries(hub.contracts.pathFilter());
            await queryClient.invalidateQueries(hub.reports.pathFilter());
          }}
          onClose={close}
        >
          <p>{say.contracts.endText}</p>
          <TextField
            label={say.contracts.reason}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </ConfirmDialog>
      )}
    </>
  );
}
