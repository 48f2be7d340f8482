/** @jsxImportSource preact */
import type { DropPageData } from '../../server/protocol/viewer-pages.ts';
import { HeldPanel } from '../viewer-page/held-panel.tsx';
import type { PageProblem } from '../viewer-page/hub-client.ts';
import { Notice } from '../viewer-page/notice.tsx';
import { moneyText } from '../viewer-page/page-text.ts';
import type { OwnClaim } from '../viewer-page/use-claim.ts';
import { ArticleChoice, CreatorChoice, QuantityChoice, WHO_SENT_YOU_ID } from './choice.tsx';
import { DeliveryChoice } from './delivery-choice.tsx';
import { NoteField } from './note-field.tsx';
import { PAGE_STATES, type PageState } from './page-state.ts';
import { QUESTION_IDS, showQuestion } from './show-question.ts';
import { type Choice, useSettled } from './use-choice.ts';
import type { DropNow } from './use-live-drop.ts';

type PanelProps = {
  state: PageState;
  data: DropPageData;
  drop: DropNow;
  own: OwnClaim;
  choice: Choice;
  wish: {
    problem: PageProblem | null;
    /** What the button is for costs this much, with its delivery. */
    totalMinor: number;
    isRetry: boolean;
    /** There may be a hold for it that nobody has seen, so it is asked for whatever is left. */
    isRepeat: boolean;
    tappedMinor: number | null;
    claim: () => void;
    clearProblem: () => void;
  };
  /** Leads from a fresh payment to the next claim; null where the limit allows none. */
  onMore: (() => void) | null;
};

/** The part of the page that asks for something: to claim, to pay, or to wait. */
export function ClaimPanel(props: PanelProps) {
  const { state, own, drop, data } = props;
  switch (state) {
    case 'held':
    case 'paying':
      return own.claim ? (
        <HeldPanel
          claim={own.claim}
          own={own}
          clock={drop}
          takesFocus={own.claim.id !== data.claim?.id}
        />
      ) : null;
    case 'live':
    case 'low':
    case 'claiming':
    case 'offline':
    case 'error':
      return <ClaimForm {...props} />;
    case 'verifying':
    case 'paid':
    case 'already_claimed':
      return <OwnPanel {...props} />;
    case 'scheduled':
    case 'waiting':
    case 'sold_out':
    case 'ended':
    case 'paused':
    case 'limit_reached':
    case 'not_for_you':
      return <WaitPanel {...props} />;
  }
}

function ClaimForm(props: PanelProps) {
  const { state, data, drop, own, choice } = props;
  const { view } = data;
  return (
    <section class="claim" aria-label="Claim">
      <LastClaim own={own} />
      {drop.items.length > 1 && (
        <ArticleChoice
          items={drop.items}
          isStockKnown={drop.staleness !== 'lost'}
          now={drop.drawnAt}
          currency={view.currency}
          chosen={choice.item?.skuId ?? ''}
          onAir={drop.pinned}
          onChoose={choice.chooseArticle}
        />
      )}
      {choice.most > 1 && (
        <QuantityChoice
          quantity={choice.quantity}
          most={choice.most}
          onChoose={choice.chooseQuantity}
        />
      )}
      <DeliveryChoice delivery={choice.delivery} currency={view.currency} />
      {view.noteLabel !== null && (
        <NoteField
          label={view.noteLabel}
          note={choice.delivery.note}
          onWrite={choice.delivery.writeNote}
        />
      )}
      {choice.isCreatorOpen && (
        <CreatorChoice
          creators={view.creators}
          chosen={choice.creator?.handle ?? null}
          onChoose={choice.chooseCreator}
        />
      )}
      <ClaimButton {...props} />
      <p class="soft fine">
        {PAGE_STATES[state === 'claiming' ? 'claiming' : 'live'].next}
        <span class="needs-no-script"> To claim, turn on JavaScript for this page.</span>
      </p>
    </section>
  );
}

function ClaimButton({ state, data: { view }, choice, wish }: PanelProps) {
  const { item, quantity, delivery } = choice;
  const isClaiming = state === 'claiming';
  const isNowhere = !delivery.canShip && delivery.places.length === 0;
  const isGone = !wish.isRepeat && (!item || item.stock.available === 0 || isNowhere);
  const needsCreator = choice.isCreatorOpen && choice.creator === null;
  const open = needsCreator ? WHO_SENT_YOU_ID : delivery.missing && QUESTION_IDS[delivery.missing];
  const total = moneyText(wish.totalMinor, view.currency);
  // Another price gets another look before a thumb that was on its way can say yes to it.
  const isSettled = useSettled(wish.tappedMinor === null ? '' : total);
  const before = moneyText(wish.tappedMinor ?? 0, view.currency);
  const isPriceNew = wish.tappedMinor !== null && !isClaiming && !isGone;
  const text = () => {
    if (isClaiming) return 'Setting yours aside …';
    if (isGone) return 'This one is gone: choose another';
    if (needsCreator) return 'Choose who sent you';
    if (delivery.missing === 'place') return 'Choose where you collect it';
    if (delivery.missing === 'note') return `Fill in: ${view.noteLabel}`;
    if (wish.isRetry && wish.tappedMinor === null) return `Try again for ${total}`;
    return quantity > 1 ? `Claim ${quantity} for ${total}` : `Claim for ${total}`;
  };
  return (
    <div class="action-bar needs-script">
      {/* In the bar, because on a phone what stands above it may be out of sight. */}
      {wish.problem && <Notice tone="bad">{wish.problem.message}</Notice>}
      {isPriceNew ? (
        <Notice tone="warn">
          The price has changed since you tapped: it was {before}, it is {total} now.
        </Notice>
      ) : (
        state === 'offline' &&
        !wish.problem && <Notice tone="warn">{PAGE_STATES.offline.next}</Notice>
      )}
      <button
        type="button"
        class="button is-primary"
        onClick={open ? () => showQuestion(open) : wish.claim}
        disabled={isGone || isClaiming || choice.isSettling || !isSettled}
        aria-busy={isClaiming}
      >
        {text()}
      </button>
    </div>
  );
}

/** What became of the claim before, said where the next one is made or waited for. */
function LastClaim({ own: { claim, problem } }: { own: OwnClaim }) {
  if (problem) return <Notice tone="bad">{problem.message}</Notice>;
  switch (claim?.state) {
    case 'expired':
      return <Notice tone="warn">Your hold ran out and its units went back.</Notice>;
    case 'released':
      return <Notice tone="good">Given back. Nothing was charged.</Notice>;
    case 'failed':
      return <Notice tone="bad">The payment failed, and nothing was charged.</Notice>;
    case 'paid':
    case 'part_refunded':
      return (
        <Notice tone="good">
          You have bought here already: <a href={`/c/${claim.id}`}>your receipt</a>.
        </Notice>
      );
    default:
      return null;
  }
}

function OwnPanel({ state, own, onMore }: PanelProps) {
  const { heading, next } = PAGE_STATES[state];
  return (
    <section class="panel">
      <h2>{heading}</h2>
      <p>{next}</p>
      {own.claim && (
        <div class="action-bar">
          <a class="button is-primary" href={`/c/${own.claim.id}`}>
            {state === 'verifying' ? 'See your claim' : 'See your receipt'}
          </a>
          {onMore && (
            <button type="button" class="button is-quiet" onClick={onMore}>
              Take another
            </button>
          )}
        </div>
      )}
    </section>
  );
}

function WaitPanel({ state, drop, wish, own }: PanelProps) {
  const { heading, next } = PAGE_STATES[state];
  const isRefusal = state === 'limit_reached' || state === 'not_for_you';
  return (
    <section class={`panel is-${state}`}>
      <h2>{heading}</h2>
      {state === 'paused' && drop.pauseReason && <p class="reason">“{drop.pauseReason}”</p>}
      <p>{isRefusal && wish.problem ? wish.problem.message : next}</p>
      <LastClaim own={own} />
      {isRefusal && wish.problem && (
        <button type="button" class="button is-quiet" onClick={wish.clearProblem}>
          Back to the drop
        </button>
      )}
    </section>
  );
}
