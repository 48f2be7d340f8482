import type { VoucherState } from '../../server/protocol/benefits.ts';
import { say } from '../strings.ts';
import { Badge, type Tone } from '../ui/badge.tsx';

/** A code in two groups, as it is read aloud. */
export function codeText(code: string): string {
  return `${code.slice(0, 5)} ${code.slice(5)}`;
}

export function VoucherBadge({ state }: { state: VoucherState }) {
  return <Badge tone={TONES[state]}>{say.benefits.states[state]}</Badge>;
}

const TONES: Record<VoucherState, Tone> = {
  open: 'good',
  redeemed: 'neutral',
  expired: 'warn',
  voided: 'bad',
};
