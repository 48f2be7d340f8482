/** @jsxImportSource preact */
import { useEffect, useState } from 'preact/hooks';
import type { ClaimView } from '../../server/protocol/claims.ts';
import { startCountdown } from '../shared/countdown.ts';

const SHORT_MS = 60_000;

/**
 * Says once, in words, that a hold is about to end. The place for it is always there, so that it is
 * read out when it fills; after that it stays as it is and does not count down aloud.
 */
export function HoldWarning({
  claim: { expiresAt, canExtend },
  clock,
}: {
  claim: Pick<ClaimView, 'expiresAt' | 'canExtend'>;
  clock: { now: () => number; drawnAt: number };
}) {
  const { now } = clock;
  const [isShort, setShort] = useState(expiresAt - clock.drawnAt < SHORT_MS);
  useEffect(
    () =>
      startCountdown({
        now,
        targetAt: () => expiresAt,
        onTick: (leftMs) => setShort(leftMs !== null && leftMs > 0 && leftMs < SHORT_MS),
      }),
    [expiresAt, now],
  );
  return (
    <div role="status">
      {isShort && (
        <p class="notice is-warn">
          <strong>Less than a minute left.</strong>{' '}
          {canExtend
            ? 'Pay now, or take 5 more minutes: that is possible once.'
            : 'Pay now, or it goes back to everybody.'}
        </p>
      )}
    </div>
  );
}
