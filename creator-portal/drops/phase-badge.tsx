import type { DropPhase } from '../../server/protocol/drops.ts';
import { say } from '../strings.ts';
import { Badge, type Tone } from '../ui/badge.tsx';

/** The phase of a drop in a word. */
export function PhaseBadge({ phase }: { phase: DropPhase }) {
  return <Badge tone={TONES[phase]}>{say.phase[phase]}</Badge>;
}

const TONES: Record<DropPhase, Tone> = {
  draft: 'neutral',
  scheduled: 'neutral',
  live: 'live',
  paused: 'warn',
  sold_out: 'bad',
  ended: 'neutral',
};
