import type { RehearsalState } from '../../server/protocol/rehearsals.ts';
import type { Tone } from '../ui/badge.tsx';

/** Never the look of something live: that is for real drops. */
export const STATE_TONES: Record<RehearsalState, Tone> = {
  scheduled: 'warn',
  running: 'warn',
  over: 'neutral',
  removed: 'neutral',
};
