/** @jsxImportSource preact */
import { useState } from 'preact/hooks';
import type { ClaimView } from '../../server/protocol/claims.ts';
import type { DropItemView } from '../../server/protocol/drops.ts';
import type { DropPageData } from '../../server/protocol/viewer-pages.ts';
import type { PageTools } from '../viewer-page/page-tools.ts';
import { Photo } from '../viewer-page/photo.tsx';
import { useClaim } from '../viewer-page/use-claim.ts';
import { ClaimPanel } from './claim-panel.tsx';
import { DropTerms, OfferLine } from './drop-terms.tsx';
import { InAppNotice } from './in-app.tsx';
import { LinePanel } from './line-panel.tsx';
import { lineStep } from './line-step.ts';
import { isEarlyFor, openAudiences, seenBy } from './own-audience.ts';
import { type PageFacts, type PageState, pageState } from './page-state.ts';
import { Price } from './price.tsx';
import { Promises, PublicLog } from './promises.tsx';
import { RightsPanel } from './rights-panel.tsx';
import { StateLine } from './state-line.tsx';
import { StockBar } from './stock-bar.tsx';
import { useArrival } from './use-arrival.ts';
import { unitsOf, useChoice } from './use-choice.ts';
import { useLine } from './use-line.ts';
import { useLiveDrop } from './use-live-drop.ts';
import { useRights } from './use-rights.ts';
import { useWish, type Wish } from './use-wish.ts';

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
  const wish = useWish(tools, own.take);
  const rights = useRights(tools, data);
  /** As it is for this viewer, who may be a member. */
  const seen = seenBy(drop, openAudiences(view.audiences, rights.audiences, drop));
  const choice = useChoice(data, {
    items: seen.items,
    arrival: rights.arrivalOf(arrival),
    claim: own.claim,
  });
  const { item, quantity } = choice;
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
      act: wish.isClaiming ? 'claiming' : 'idle',
      problem: wish.problem?.code ?? null,
    },
    drop.drawnAt,
  );

  const line = useLine(tools, { data, drop, claim: own.claim, onOffer: own.take });
  const step = lineStep({ ...view, drop: seen.facts, place: line.place }, drop.drawnAt);

  const wanted: Wish | null = item
    ? {
        dropId: view.id,
        dropSlug: view.slug,
        items: [{ skuId: item.skuId, quantity }],
        click: arrival.click,
        creatorHandle: choice.creator?.handle ?? null,
        asked: choice.delivery.asked,
        rights: rights.forWish,
      }
    : null;
  const claim = () => {
    if (wanted) wish.claim(wanted);
  };

  const canTakeMore =
    state === 'paid' &&
    own.claim !== null &&
    unitsOf(own.claim) < view.limitPerCustomer &&
    CLAIMABLE.has(pageState({ ...everybody, drop: seen.facts }, drop.drawnAt));

  // What the viewer has stands above what everybody sees, so that "Pay" is in sight on a phone.
  const isOwn = OWN_STATES.has(state);
  // Who a claim went through is certain; before that it is whoever the viewer came from.
  const creator = isOwn && own.claim?.creator.displayName ? own.claim.creator : choice.creator;
  const panel =
    step && LINE_STATES.has(state) ? (
      <LinePanel step={step} line={line} {...{ data, drop, choice }} wish={wanted} />
    ) : (
      <ClaimPanel
        state={state}
        data={data}
        drop={{ ...drop, items: seen.items }}
        own={own}
        choice={choice}
        wish={{ problem: wish.problem, claim, clearProblem: wish.clearProblem }}
        onMore={canTakeMore ? () => setSeenClaimId(own.claim?.id ?? null) : null}
      />
    );

  return (
    <div class="page">
      <header class="top">
        <span class="top-brand">{view.brandName}</span>
        {view.isTest && <span class="test-mark">Test: no card is charged</span>}
      </header>
      <InAppNotice inApp={data.inApp} />
      <main class="drop">
        <HeroPhoto item={item} title={view.title} />
        <div class="facts">
          <StateLine
            state={pageState(everybody, drop.drawnAt)}
            view={view}
            isOpenEarly={isEarlyFor(seen, drop)}
            drop={drop}
          />
          <h1>{view.title}</h1>
          <Commission name={creator?.displayName} />
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
          <StockBar stock={drop.stock} staleness={drop.staleness} />
          <DropTerms view={view} drop={drop} />
          {!isOwn && panel}
          {!isOwn && <RightsPanel rights={rights} audiences={view.audiences} drop={drop} />}
          {view.description && <p class="description">{view.description}</p>}
          <Promises view={view} />
          <PublicLog events={drop.events} now={drop.drawnAt} isLocal={drop.isAlive} />
        </div>
      </main>
      <footer class="foot">
        Every number on this page comes from the stock itself. Payment is on Stripe’s page.
      </footer>
    </div>
  );
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

/** Who earns by it, said before anybody pays. */
function Commission({ name }: { name: string | undefined }) {
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
