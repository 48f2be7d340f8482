import type { RehearsalState } from '../../protocol/rehearsals.ts';

type Times = {
  startsAt: Date;
  endsAt: Date;
  stoppedAt: Date | null;
  finishedAt: Date | null;
  removedAt: Date | null;
};

/** Where a rehearsal stands at `now`. */
export function rehearsalState(times: Times, now: Date): RehearsalState {
  if (times.removedAt) return 'removed';
  if (times.finishedAt || times.stoppedAt || now >= times.endsAt) return 'over';
  return now < times.startsAt ? 'scheduled' : 'running';
}
