import { useMutation } from '@tanstack/react-query';
import { MOMENT_KINDS } from '../../server/protocol/live-events.ts';
import { hub } from '../hub/client.ts';
import { say } from '../strings.ts';
import { Button } from '../ui/button.tsx';
import { ProblemNotice } from '../ui/notice.tsx';
import { Panel } from '../ui/panel.tsx';

/** Plays a moment in the overlay without touching anything real. */
export function MomentsPanel({ overlayId }: { overlayId: string }) {
  const test = useMutation(hub.live.testMoment.mutationOptions());
  return (
    <Panel>
      <h2 className="font-semibold">{say.overlay.moments}</h2>
      <p className="text-sm text-ink-soft">{say.overlay.momentsHint}</p>
      <div className="mt-3 flex flex-wrap gap-2">
        {MOMENT_KINDS.map((moment) => (
          <Button
            key={moment}
            small
            busy={test.isPending && test.variables.moment === moment}
            onClick={() => test.mutate({ overlayId, moment })}
          >
            {say.overlay.momentNames[moment]}
          </Button>
        ))}
      </div>
      <p role="status" className="mt-2 min-h-5 text-sm text-good">
        {test.isSuccess && say.overlay.played}
      </p>
      <ProblemNotice error={test.error} />
    </Panel>
  );
}
