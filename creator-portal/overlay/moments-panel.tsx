import { useMutation } from '@tanstack/react-query';
import { hub } from '../hub/client.ts';
import { say } from '../strings.ts';
import { Button } from '../ui/button.tsx';
import { ProblemNotice } from '../ui/notice.tsx';
import { Panel } from '../ui/panel.tsx';

const MOMENTS = ['started', 'low', 'sold_out', 'back', 'released', 'test'] as const;

/** Plays a moment in the overlay without touching anything real. */
export function MomentsPanel({ overlayId }: { overlayId: string }) {
  const test = useMutation(hub.live.testMoment.mutationOptions());
  return (
    <Panel>
      <h2 className="font-semibold">{say.overlay.moments}</h2>
      <p className="text-sm text-ink-soft">{say.overlay.momentsHint}</p>
      <div className="mt-3 flex flex-wrap gap-2">
        {MOMENTS.map((moment) => (
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
