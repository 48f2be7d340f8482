import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { DeviceView } from '../../server/protocol/popups.ts';
import { hub } from '../hub/client.ts';
import { useBrand } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { Badge, type Tone } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { ConfirmDialog } from '../ui/confirm.tsx';
import { Time } from '../ui/time.tsx';
import { toast } from '../ui/toast.tsx';
import { refreshPopups } from './use-devices.ts';

/** A device that reaches the hub is seen every quarter of a minute. */
const SILENT_AFTER_MS = 10 * 60_000;

type State = keyof typeof say.popups.states;
const TONES: Record<State, Tone> = { waiting: 'warn', paired: 'good', revoked: 'neutral' };

/** One device: whether it is paired, when it was heard of, what it holds, and its end. */
export function DeviceCard({ device }: { device: DeviceView }) {
  const brand = useBrand();
  const [revoking, setRevoking] = useState(false);
  const revoke = useMutation(hub.popups.revokeDevice.mutationOptions());
  const { id: deviceId, name, locationName, lastSeenAt, revokedAt } = device;
  const state = stateOf(device);
  const leased = device.leases.reduce((sum, { openUnits }) => sum + openUnits, 0);
  const isSilent = lastSeenAt !== null && Date.now() - lastSeenAt > SILENT_AFTER_MS;
  return (
    <li data-row="" className="space-y-2 rounded-lg border border-line bg-surface p-4">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div className="min-w-0">
          <h2 className="flex flex-wrap items-center gap-2 text-lg font-semibold wrap-anywhere">
            {name}
            <Badge tone={TONES[state]}>{say.popups.states[state]}</Badge>
          </h2>
          <p className="text-ink-soft">{locationName}</p>
        </div>
        {revokedAt === null && brand.role !== 'viewer' && (
          <Button small look="quiet" onClick={() => setRevoking(true)}>
            {say.popups.revoke}
          </Button>
        )}
      </div>
      <Times device={device} />
      {state !== 'waiting' && (
        <p className="text-sm">
          {leased > 0 ? say.popups.leased(leased) : say.popups.nothingLeased}
        </p>
      )}
      {leased > 0 && (isSilent || state === 'revoked') && (
        <p className="rounded-sm bg-warn-soft px-3 py-2 text-sm text-warn">
          {say.popups.mayBeUntold(leased)}
        </p>
      )}
      {revoking && (
        <ConfirmDialog
          title={say.popups.revokeTitle(name)}
          actionLabel={say.popups.revoke}
          danger
          onConfirm={async () => {
            await revoke.mutateAsync({ brandId: brand.id, deviceId });
            await refreshPopups();
            toast(say.popups.revoked);
          }}
          onClose={() => setRevoking(false)}
        >
          <p>{say.popups.revokeText}</p>
          {leased > 0 && <p>{say.popups.revokeLeased(leased)}</p>}
        </ConfirmDialog>
      )}
    </li>
  );
}

function Times({ device }: { device: DeviceView }) {
  const times = [
    [say.popups.seen, device.lastSeenAt],
    [say.popups.pairedAt, device.pairedAt],
    [say.popups.added, device.pairedAt === null ? device.createdAt : null],
    [say.popups.revokedAt, device.revokedAt],
  ] as const;
  return (
    <dl className="flex flex-wrap gap-x-5 gap-y-1 text-sm text-ink-soft">
      {times.map(
        ([label, at]) =>
          at !== null && (
            <div key={label} className="flex gap-1.5">
              <dt>{label}</dt>
              <dd>
                <Time at={at} />
              </dd>
            </div>
          ),
      )}
    </dl>
  );
}

function stateOf({ revokedAt, pairedAt }: DeviceView): State {
  if (revokedAt !== null) return 'revoked';
  return pairedAt === null ? 'waiting' : 'paired';
}
