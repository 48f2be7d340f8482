/** @jsxImportSource preact */
import { useEffect, useState } from 'preact/hooks';
import type { ClaimView } from '../../server/protocol/claims.ts';
import type { ClaimPageData } from '../../server/protocol/viewer-pages.ts';
import { createClockSync } from '../shared/clock-sync.ts';
import { whenTimeIsDue } from '../shared/when-time-is-due.ts';
import type { PageClock } from '../viewer-page/countdown.tsx';
import { HeldPanel } from '../viewer-page/held-panel.tsx';
import type { PageProblem } from '../viewer-page/hub-client.ts';
import { Notice } from '../viewer-page/notice.tsx';
import type { PageTools } from '../viewer-page/page-tools.ts';
import { RehearsalMark } from '../viewer-page/rehearsal-mark.tsx';
import { type OwnClaim, useClaim } from '../viewer-page/use-claim.ts';
import { CLAIM_PAGE_STATES } from './claim-states.ts';
import { Receipt } from './receipt.tsx';

type Clock = PageClock & { isAlive: boolean };

/** The page of one claim: its hold, its payment, and in the end its receipt. */
export function ClaimPage({
  data,
  access,
  tools,
}: {
  data: ClaimPageData;
  /** The claim's own secret, from the address's fragment. */
  access: string | undefined;
  tools: Pick<PageTools, 'ask' | 'goTo'> | null;
}) {
  const clock = useServerClock(tools, data.now);
  const own = useClaim(tools, {
    claim: data.claim,
    claimId: data.claimId,
    access,
    now: clock.now,
  });
  const { refresh } = own;
  const mustAsk = data.claim === null && access !== undefined;
  useEffect(() => {
    if (mustAsk) refresh();
  }, [mustAsk, refresh]);

  const { claim } = own;
  return (
    <div class="page">
      <header class="top">
        <span class="top-brand">{claim?.drop.brandName ?? 'Dropcast'}</span>
      </header>
      <RehearsalMark
        isShown={claim?.drop.isRehearsal ?? false}
        text="Nothing is sent, and no card is charged."
      />
      <main class="slip">
        {claim ? (
          <Claim claim={claim} own={own} clock={clock} />
        ) : (
          <NoClaim
            isOpening={!clock.isAlive || (mustAsk && own.problem === null)}
            problem={own.problem}
            onRetry={refresh}
          />
        )}
      </main>
    </div>
  );
}

function Claim({ claim, own, clock }: { claim: ClaimView; own: OwnClaim; clock: Clock }) {
  return (
    <>
      <h1>{claim.drop.title}</h1>
      {claim.creator.displayName !== '' && (
        <p class="by">
          With <strong>{claim.creator.displayName}</strong>, who earns a commission on it.
        </p>
      )}
      {claim.state === 'held' || claim.state === 'paying' ? (
        <HeldPanel claim={claim} own={own} clock={clock} takesFocus={false} />
      ) : (
        <section class={`panel is-${claim.state}`}>
          <div role="status">
            <h2>{CLAIM_PAGE_STATES[claim.state].heading}</h2>
            <p>{CLAIM_PAGE_STATES[claim.state].next}</p>
          </div>
          {own.problem && <Notice tone="bad">{own.problem.message}</Notice>}
          {claim.order && <Receipt claim={claim} clock={clock} />}
        </section>
      )}
      <p class="back">
        <a href={`/d/${claim.drop.slug}`}>Back to the drop</a>
      </p>
    </>
  );
}

/** Until the script has looked at the address, nobody knows whether there is a claim. */
function NoClaim({
  isOpening,
  problem,
  onRetry,
}: {
  isOpening: boolean;
  problem: PageProblem | null;
  onRetry: () => void;
}) {
  const canRetry = problem !== null && problem.code !== 'not_found';
  return (
    <section class="panel" aria-live="polite">
      <h1>
        {isOpening
          ? 'Opening your claim …'
          : canRetry
            ? 'The claim did not open'
            : 'There is no claim here'}
      </h1>
      <p class={isOpening ? 'needs-no-script' : ''}>
        {canRetry
          ? problem.message
          : 'A claim opens in the browser that made it, or by the link that came with the receipt.'}
      </p>
      {canRetry && (
        <button type="button" class="button is-quiet" onClick={onRetry}>
          Try again
        </button>
      )}
    </section>
  );
}

const ASK_AGAIN_MS = 5_000;

/** The server's time, as good as the page's own delivery; asked for when it is not sure any more. */
function useServerClock(tools: Pick<PageTools, 'ask'> | null, deliveredAt: number): Clock {
  const [clock] = useState(() => {
    const sync = createClockSync();
    sync.seed(deliveredAt);
    return sync;
  });
  const [isAlive, setAlive] = useState(false);
  useEffect(() => setAlive(true), []);
  useEffect(() => {
    if (!tools) return;
    const ask = async () => {
      if (clock.isSure()) return;
      const askedAt = performance.now();
      const answer = await tools.ask('time', {});
      if (answer.ok) clock.seed(answer.value + (performance.now() - askedAt) / 2);
    };
    const timer = setInterval(() => void ask(), ASK_AGAIN_MS);
    const stopListening = whenTimeIsDue(clock, () => void ask());
    return () => {
      clearInterval(timer);
      stopListening();
    };
  }, [tools, clock]);
  const { now, isSure } = clock;
  return { now, isSure, drawnAt: deliveredAt, isAlive };
}
