/** @jsxImportSource preact */
import { useState } from 'preact/hooks';
import type { ClaimView } from '../../server/protocol/claims.ts';
import type { DropItemView, PublicDropView } from '../../server/protocol/drops.ts';
import { totalAt } from '../../server/protocol/ladder.ts';
import type { DropPageData } from '../../server/protocol/viewer-pages.ts';
import type { PageTools } from '../viewer-page/page-tools.ts';
import { Photo } from '../viewer-page/photo.tsx';
import { RehearsalMark } from '../viewer-page/rehearsal-mark.tsx';
import { useClaim } from '../viewer-page/use-claim.ts';
import { BeThere } from './be-there.tsx';
import { ClaimPanel } from './claim-panel.tsx';
import { DemandLine } from './demand-line.tsx';
import { DropTerms, OfferLine } from './drop-terms.tsx';
import { InAppNotice } from './in-app.tsx';
import { LinePanel } from './line-panel.tsx';
import { lineStep } from './line-step.ts';
import { MeasurementChoice } from './measurement-choice.tsx';
import { isEarlyFor, openAudiences, seenBy } from './own-audience.ts';
import { type PageFacts, type PageState, pageState } from './page-state.ts';
import { Price } from './price.tsx';
import { Promises, PublicLog } from './promises.tsx';
import { QuestionsPanel } from './questions-panel.tsx';
import { RightsPanel } from './rights-panel.tsx';
import { StateLine } from './state-line.tsx';
import { StockBar } from './stock-bar.tsx';
import { TestMark } from './test-mark.tsx';
import { useArrival } from './use-arrival.ts';
import { type Choice, unitsOf, useChoice } from './use-choice.ts';
import { useLine } from './use-line.ts';
import { useLiveDrop } from './use-live-drop.ts';
import { useQuestions } from './use-questions.ts';
import { useRights } from './use-rights.ts';
import { type Offered, useWish, type Wish } from './use-wish.ts';

/** The drop page, the same on the server (without tools) and in the browser. */
export function DropPage({ data, tools }: { data: DropPageData; tools: PageTools | null }) {
  const { view } = data;
  const drop = useLiveDrop(tools, data);
  const arrival = useArrival(tools, data);
  const own = useClaim(tools, {
    claim: data.claim,
    claimId: data.claim?.id ?? null,
    now: drop.now,
  });
  const rights = useRights(tools, data);
  /** As it is for this viewer, who may be a member. */
  const seen = seenBy(drop, openAudiences(view.audiences, rights.audiences, drop));
  const questions = useQuestions(tools, { data, drop });
  const wish = useWish(tools, { onHeld: own.take });
  const choice = useChoice(data, {
    items: seen.items,
    pinned: drop.pinned,
    arrival: rights.arrivalOf(arrival),
    claim: own.claim,
    isUndecided: wish.isUndecided,
    onChoose: wish.chooseOtherwise,
  });
  const { item, quantity } = choice;
  const offered = offeredOf(choice, {
    view,
    now: drop.drawnAt,
    click: arrival.click,
    rights: rights.forWish,
  });
  const tapped = wish.about(offered);
  const claim = () => {
    // What was tapped is claimed, and asked for again, whatever comes on air meanwhile.
    choice.keep();
    wish.claim(offered);
  };
  /** The paid claim that the viewer has seen enough of, because they want another. */
  const [seenClaimId, setSeenClaimId] = useState<string | null>(null);

  const everybody: PageFacts = {
    drop: drop.facts,
    stock: drop.stock,
    limitPerCustomer: view.limitPerCustomer,
    hasCreators: view.creators.length > 0,
    claim: null,
    act: 'idle',
    isOnline: drop.isOnline && drop.staleness !== 'lost',
    problem: null,
  };
  const state = pageState(
    {
      ...everybody,
      drop: seen.facts,
      claim: own.claim && claimFacts(own.claim, { isCelebrated: own.claim.id !== seenClaimId }),
      act: tapped.act,
      problem: wish.problem?.code ?? null,
    },
    drop.drawnAt,
  );

  const stateOfAll = pageState(everybody, drop.drawnAt);
  const isOver = stateOfAll === 'ended';

  const line = useLine(tools, { data, drop, claim: own.claim, onOffer: own.take });
  const step = lineStep({ ...view, drop: seen.facts, place: line.place }, drop.drawnAt);

  const canTakeMore =
    state === 'paid' &&
    own.claim !== null &&
    unitsOf(own.claim) < view.limitPerCustomer &&
    CLAIMABLE.has(pageState({ ...everybody, drop: seen.facts }, drop.drawnAt));

  // What the viewer has stands above what everybody sees, so that "Pay" is in sight on a phone.
  const isOwn = OWN_STATES.has(state);
  // Who a claim went through is certain; before that it is whoever the viewer came from.
  const creator = isOwn && own.claim?.creator.displayName ? own.claim.creator : choice.creator;
  const inLine = LINE_STATES.has(state) ? step : null;
  const panel = inLine ? (
    <LinePanel step={inLine} line={line} {...{ data, drop, choice }} wish={offered?.wish ?? null} />
  ) : (
    <ClaimPanel
      state={state}
      data={data}
      drop={{ ...drop, items: seen.items }}
      own={own}
      choice={choice}
      wish={{ ...wish, ...tapped, claim }}
      onMore={canTakeMore ? () => setSeenClaimId(own.claim?.id ?? null) : null}
    />
  );

  return (
    <div class="page" data-state={inLine?.kind === 'in' ? 'waiting' : state}>
      <header class="top">
        <span class="top-brand">{view.brandName}</span>
        <TestMark view={view} />
      </header>
      <RehearsalMark isShown={view.isRehearsal} />
      <InAppNotice inApp={data.inApp} />
      <main class="drop">
        <HeroPhoto item={item} title={view.title} />
        <div class="facts">
          <StateLine
            state={stateOfAll}
            view={view}
            isOpenEarly={isEarlyFor(seen, drop)}
            drop={drop}
          />
          <h1>{view.title}</h1>
          <Commission name={creator?.displayName} isBought={isOwn} isOver={isOver} />
          {isOwn && panel}
          {item && (
            <Price
              item={item}
              quantity={quantity}
              shippingMinor={choice.delivery.shippingMinor}
              isCollected={choice.delivery.isCollected}
              currency={view.currency}
              clock={drop}
            />
          )}
          <OfferLine view={view} />
          <StockBar stock={drop.stock} staleness={drop.staleness} isOver={isOver} />
          <DemandLine drop={drop} />
          <DropTerms view={view} drop={drop} />
          {!isOwn && (
            <>
              {panel}
              <BeThere tools={tools} data={data} drop={drop} click={arrival.click} />
              <RightsPanel rights={rights} audiences={view.audiences} drop={drop} />
            </>
          )}
          {view.description && <p class="description">{view.description}</p>}
          <Promises view={view} />
          <QuestionsPanel questions={questions} />
          <PublicLog events={drop.events} now={drop.drawnAt} isLocal={drop.isAlive} />
        </div>
      </main>
      <footer class="foot">
        <p>Every number on this page comes from the stock itself. Payment is on Stripe’s page.</p>
        <MeasurementChoice
          {...{ tools, click: arrival.click, refusedBy: data.refusedBy ?? null }}
        />
      </footer>
    </div>
  );
}

/** What a tap would ask for; null only in a drop without articles. */
function offeredOf(
  { item, quantity, creator, delivery }: Choice,
  given: { view: PublicDropView; now: number } & Pick<Wish, 'click' | 'rights'>,
): Offered | null {
  if (!item) return null;
  const { view, now, click, rights } = given;
  return {
    wish: {
      dropId: view.id,
      dropSlug: view.slug,
      items: [{ skuId: item.skuId, quantity }],
      click,
      creatorHandle: creator?.handle ?? null,
      asked: delivery.asked,
      rights,
    },
    totalMinor: totalAt(item, { quantity, now }) + delivery.shippingMinor,
  };
}

function HeroPhoto({ item, title }: { item: DropItemView | undefined; title: string }) {
  return (
    <Photo
      imageUrl={item?.imageUrl ?? null}
      alt={item?.imageAlt || (item?.productName ?? '')}
      name={item?.productName ?? title}
    />
  );
}

/** Who earns by it, said before anybody pays, and no more when nobody can. */
function Commission({
  name,
  isBought,
  isOver,
}: {
  name: string | undefined;
  isBought: boolean;
  isOver: boolean;
}) {
  if (isOver && !isBought) return null;
  return (
    <p class="by">
      {name ? <strong>{name}</strong> : 'The creator who sent you'} earns a commission on what you
      buy here.
    </p>
  );
}

const OWN_STATES: ReadonlySet<PageState> = new Set<PageState>([
  'held',
  'paying',
  'verifying',
  'paid',
  'already_claimed',
]);

/** States in which whoever cannot claim is told of the line instead. */
const LINE_STATES: ReadonlySet<PageState> = new Set<PageState>([
  'scheduled',
  'live',
  'low',
  'sold_out',
]);

const CLAIMABLE: ReadonlySet<PageState> = new Set<PageState>(['live', 'low']);

function claimFacts(
  claim: ClaimView,
  { isCelebrated }: { isCelebrated: boolean },
): PageFacts['claim'] {
  const { state, expiresAt, order } = claim;
  const paidAt = isCelebrated ? (order?.paidAt ?? null) : null;
  return { state, expiresAt, units: unitsOf(claim), paidAt };
}
