import { useMutation } from '@tanstack/react-query';
import { RotateCw } from 'lucide-react';
import { useEffect } from 'react';
import type { OverlayInstanceView } from '../../server/protocol/live.ts';
import { hub } from '../hub/client.ts';
import { say } from '../strings.ts';
import { Badge, type Tone } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { ProblemNotice } from '../ui/notice.tsx';
import { Panel } from '../ui/panel.tsx';
import { Time } from '../ui/time.tsx';
import { type InstanceState, instanceAge, instanceState } from './instance-state.ts';

const TONES = {
  live: 'live',
  ready: 'neutral',
  hidden: 'warn',
  shown: 'good',
  new: 'neutral',
} as const satisfies Record<InstanceState, Tone>;

/** Each place in which the overlay runs, and how it is doing there. */
export function InstancesPanel({
  overlayId,
  instances,
}: {
  overlayId: string;
  instances: OverlayInstanceView[];
}) {
  return (
    <Panel>
      <h2 className="font-semibold">{say.overlay.instances}</h2>
      {instances.length === 0 ? (
        <p className="mt-1 text-sm text-ink-soft">{say.overlay.noInstance}</p>
      ) : (
        <ul className="mt-2 divide-y divide-line">
          {instances.map((instance) => (
            <Instance key={instance.id} instance={instance} />
          ))}
        </ul>
      )}
      <Reload overlayId={overlayId} isAnywhere={instances.length > 0} />
    </Panel>
  );
}

/** By then they have loaded, or the list says that they are away. */
const LOADING_MS = 8_000;

function Reload({ overlayId, isAnywhere }: { overlayId: string; isAnywhere: boolean }) {
  const reload = useMutation(hub.live.reload.mutationOptions());
  const { isSuccess, reset } = reload;
  useEffect(() => {
    if (!isSuccess) return;
    const timer = setTimeout(reset, LOADING_MS);
    return () => clearTimeout(timer);
  }, [isSuccess, reset]);
  // While they load, they are nowhere.
  if (!isAnywhere && reload.isIdle) return null;
  return (
    <div className="mt-2 space-y-1.5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Button
          small
          icon={<RotateCw aria-hidden="true" size={15} />}
          busy={reload.isPending}
          disabled={!isAnywhere}
          onClick={() => reload.mutate({ overlayId })}
        >
          {say.overlay.reload}
        </Button>
        <p role="status" className="text-sm text-good">
          {reload.isSuccess && say.overlay.reloading(reload.data.pages)}
        </p>
      </div>
      <p className="text-sm text-ink-soft">{say.overlay.reloadHint}</p>
      <ProblemNotice error={reload.error} />
    </div>
  );
}

function Instance({ instance }: { instance: OverlayInstanceView }) {
  const { report } = instance;
  const state = instanceState(instance);
  const { oldSeconds, silentSeconds } = instanceAge(instance);
  const streaming = report?.streaming ?? null;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2 text-sm">
      <Badge tone={TONES[state]}>{say.overlay.instanceStates[state]}</Badge>
      {streaming !== null && (
        <span>{streaming ? say.overlay.streaming : say.overlay.notStreaming}</span>
      )}
      {silentSeconds !== null ? (
        <Badge tone="bad">{say.overlay.silent(silentSeconds)}</Badge>
      ) : oldSeconds !== null ? (
        <Badge tone="warn">{say.overlay.old(oldSeconds)}</Badge>
      ) : (
        report?.v !== null && report !== null && <span>{say.overlay.upToDate}</span>
      )}
      {report !== null && report.fps !== null && <span>{say.overlay.fps(report.fps)}</span>}
      <span className="text-ink-soft">
        {say.overlay.instanceSince} <Time at={instance.connectedAt} form="time" />
      </span>
    </li>
  );
}
