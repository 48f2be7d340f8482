import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { DropDetail, GateView } from '../../server/protocol/drops.ts';
import { hub, queryClient } from '../hub/client.ts';
import { useBrand } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { Button } from '../ui/button.tsx';
import { ConfirmDialog } from '../ui/confirm.tsx';
import { Time } from '../ui/time.tsx';
import { toast } from '../ui/toast.tsx';
import { gateName } from './gate-name.ts';

/** Withdraws what was given out through one gate and is not used yet. There is no way back. */
export function WithdrawRights({ drop, gate }: { drop: DropDetail; gate: GateView }) {
  const brand = useBrand();
  const [asking, setAsking] = useState(false);
  const revoke = useMutation(hub.claims.revokeGate.mutationOptions());
  const revokeNow = async () => {
    await revoke.mutateAsync({ brandId: brand.id, dropId: drop.id, gateId: gate.id });
    await queryClient.invalidateQueries(hub.drops.pathFilter());
    toast(say.rights.withdrawn);
  };
  const isOver = drop.phase === 'draft' || drop.phase === 'ended';
  return (
    <span className="flex flex-wrap items-center justify-end gap-2">
      {gate.tokensRevokedAt !== null && (
        <span className="text-sm text-ink-soft">
          {say.rights.lastAt} <Time at={gate.tokensRevokedAt} />
        </span>
      )}
      {brand.role !== 'viewer' && !isOver && (
        <Button small look="quiet" onClick={() => setAsking(true)}>
          {say.rights.withdraw}
        </Button>
      )}
      {asking && (
        <ConfirmDialog
          title={say.rights.withdrawTitle(gateName(gate))}
          actionLabel={say.rights.withdraw}
          danger
          onConfirm={revokeNow}
          onClose={() => setAsking(false)}
        >
          <p>{say.rights.withdrawText}</p>
        </ConfirmDialog>
      )}
    </span>
  );
}
