import { DROP_EVENT_KINDS, type DropDetail } from '../../server/protocol/drops.ts';
import { say } from '../strings.ts';
import { Panel } from '../ui/panel.tsx';
import { Time } from '../ui/time.tsx';

/** The public log of the drop, latest first. */
export function DropActivity({ drop }: { drop: DropDetail }) {
  if (drop.events.length === 0) return <p className="text-ink-soft">{say.drop.activityNone}</p>;
  return (
    <Panel>
      <ol className="space-y-3">
        {drop.events
          .toSorted((a, b) => b.at - a.at)
          .map((event) => (
            <li key={`${event.at}-${event.kind}`} className="flex flex-wrap gap-x-4">
              <span className="w-44 text-sm text-ink-soft">
                <Time at={event.at} />
              </span>
              <span>
                <span className="font-medium">{DROP_EVENT_KINDS[event.kind]}</span>
                {event.text && <span className="text-ink-soft"> · {event.text}</span>}
              </span>
            </li>
          ))}
      </ol>
    </Panel>
  );
}
