import { WEBHOOK_PAUSES_SECONDS } from '../../protocol/webhooks.ts';

/** What came of one try. */
export type TryOutcome = { status: number | null };

export type NextStep =
  | { kind: 'delivered' }
  /** The receiver says that it is no more: nothing is sent there again. */
  | { kind: 'gone' }
  | { kind: 'again'; at: Date }
  | { kind: 'failed' };

/**
 * What follows from the try with this number (from 1). Any 2xx is taken; 410 ends the endpoint; all
 * else is tried again after the published pause, a tenth longer or shorter by `chance` (0 to 1),
 * until the pauses are used up.
 */
export function nextStep(
  { status }: TryOutcome,
  { attempt, now, chance }: { attempt: number; now: Date; chance: number },
): NextStep {
  if (status !== null && status >= 200 && status < 300) return { kind: 'delivered' };
  if (status === 410) return { kind: 'gone' };
  const seconds = WEBHOOK_PAUSES_SECONDS[attempt];
  if (seconds === undefined) return { kind: 'failed' };
  const pauseMs = seconds * 1000 * (0.9 + 0.2 * chance);
  return { kind: 'again', at: new Date(now.getTime() + Math.round(pauseMs)) };
}
