/** @jsxImportSource preact */
import { useEffect, useRef } from 'preact/hooks';
import type { ClaimView } from '../../server/protocol/claims.ts';
import { Countdown, type PageClock } from './countdown.tsx';
import { CreditChoiceRow, creditInUse } from './credit-choice.tsx';
import { HoldWarning } from './hold-warning.tsx';
import { Moment } from './moment.tsx';
import { Notice } from './notice.tsx';
import { moneyText } from './page-text.ts';
import { QuoteLines } from './quote-lines.tsx';
import type { OwnClaim } from './use-claim.ts';

/**
 * A hold: its clock, what will be paid, and the one big button. The secondary acts stand below it;
 * giving back is undone in place.
 */
export function HeldPanel({
  claim,
  own,
  clock,
  takesFocus,
}: {
  claim: ClaimView;
  own: OwnClaim;
  clock: PageClock & { isAlive: boolean };
  /** It replaced the button that was tapped, so whoever listens is taken here. */
  takesFocus: boolean;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (takesFocus) heading.current?.focus({ preventScroll: true });
  }, [takesFocus]);
  const isPaying = claim.state === 'paying';

  return (
    <section class="panel held" aria-labelledby="held-heading">
      <div class="held-head">
        <h2 id="held-heading" ref={heading} tabIndex={-1}>
          {isPaying ? 'Your payment is open' : 'Held for you'}
        </h2>
        <Countdown until={claim.expiresAt} clock={clock} />
      </div>
      <p class="soft">
        {isPaying
          ? 'If you have just paid, this page turns into your receipt in a few seconds. If not, go on paying.'
          : 'Nobody else can take it until '}
        {!isPaying && (
          <>
            <Moment at={claim.expiresAt} now={clock.drawnAt} isLocal={clock.isAlive} />.
          </>
        )}
      </p>
      <HoldWarning claim={claim} clock={clock} />
      <QuoteLines
        quote={claim.quote}
        delivery={claim.delivery}
        creditMinor={creditInUse(claim, own.credit)}
      />
      {claim.note && <p class="soft">Your note: {claim.note}</p>}
      <CreditChoiceRow claim={claim} credit={own.credit} />
      {own.problem && <Notice tone="bad">{own.problem.message}</Notice>}
      {own.isGivingBack ? (
        <div class="undo" role="status">
          <span>Giving it back …</span>
          <button type="button" class="button is-quiet" onClick={own.undo}>
            Undo
          </button>
        </div>
      ) : (
        <HeldActions claim={claim} own={own} />
      )}
    </section>
  );
}

function HeldActions({ claim, own }: { claim: ClaimView; own: OwnClaim }) {
  const dueMinor = claim.quote.totalMinor - creditInUse(claim, own.credit);
  const total = moneyText(dueMinor, claim.quote.currency);
  const payText = claim.state === 'paying' ? `Go on paying ${total}` : `Pay ${total}`;
  return (
    <>
      <div class="action-bar">
        <button
          type="button"
          class="button is-primary"
          onClick={own.pay}
          disabled={own.busy !== null}
        >
          {own.busy === 'paying' ? 'Opening the payment page …' : payText}
        </button>
      </div>
      <div class="held-more">
        {claim.canExtend && (
          <button
            type="button"
            class="button is-quiet"
            onClick={own.extend}
            disabled={own.busy !== null}
          >
            {own.busy === 'extending' ? 'Asking …' : '5 more minutes'}
          </button>
        )}
        <button
          type="button"
          class="button is-quiet"
          onClick={own.giveBack}
          disabled={own.busy !== null}
        >
          {own.busy === 'releasing' ? 'Giving it back …' : 'Give it back'}
        </button>
      </div>
    </>
  );
}
