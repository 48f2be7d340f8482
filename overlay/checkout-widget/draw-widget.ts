import type { ClaimView } from '../../server/protocol/claims.ts';
import { type DropPhase, dropPhase, type PublicDropView } from '../../server/protocol/drops.ts';
import type { Fairness } from '../../server/protocol/lines.ts';
import { formatMinor } from '../../server/protocol/money.ts';
import { countdownTarget, countdownText } from '../shared/countdown.ts';
import { articleName, ladderText, offerText, priceOf } from '../shared/drop-words.ts';
import { availableShare, unitsLeftText } from '../shared/format.ts';
import { MEASUREMENT_WORDS } from '../shared/measurement-words.ts';
import { stalenessOf } from '../shared/staleness.ts';

/** All that the widget shows. */
export type Shown = {
  view: PublicDropView;
  now: number;
  isTimeSure: boolean;
  ageMs: number;
  skuId: string;
  /** The article has just changed by itself: a tap may be meant for the one before. */
  isSettling: boolean;
  creatorName: string | null;
  /** The chosen creator, '' while it is still open; null where there is nothing to choose. */
  chosenCreator: string | null;
  claim: ClaimView | null;
  isBusy: boolean;
  wrong: string;
};

export type Elements = ReturnType<typeof buildWidget>;

/** Builds the widget's elements once. */
export function buildWidget(root: ShadowRoot) {
  const box = add(root, 'section', 'box');
  const top = add(box, 'div', 'top');
  const elements = {
    box,
    phase: add(top, 'span', 'phase'),
    clock: add(top, 'span', 'clock'),
    title: add(box, 'div', 'title'),
    price: add(box, 'div', 'price'),
    steps: add(box, 'div', ''),
    terms: add(box, 'div', ''),
    units: add(box, 'div', 'units'),
    fill: add(add(box, 'div', 'bar'), 'div', 'fill'),
    choice: add(box, 'select', ''),
    creators: add(box, 'select', ''),
    what: add(box, 'div', 'what'),
    status: add(box, 'div', 'status'),
    wrong: add(box, 'div', 'wrong'),
    go: add(box, 'button', 'go'),
    back: add(box, 'button', 'back'),
    promises: add(box, 'div', 'small'),
    credit: add(box, 'div', 'small'),
    measured: add(box, 'div', 'small'),
  };
  elements.title.setAttribute('role', 'heading');
  elements.title.setAttribute('aria-level', '2');
  elements.choice.setAttribute('aria-label', 'Variant');
  elements.creators.setAttribute('aria-label', WHO);
  elements.status.setAttribute('role', 'status');
  elements.wrong.setAttribute('role', 'alert');
  return elements;
}

/**
 * Says whether the visit counts. Only the hub's own cookie says whose visit it is, so the choice itself
 * is made on the hub's page at `href`, in the same words.
 */
export function sayMeasured(
  { measured }: Elements,
  { href, hasClick }: { href: string; hasClick: boolean },
): void {
  const { byBrowser, refused, counted, countedIfAny, refuse } = MEASUREMENT_WORDS;
  if ((navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl) {
    measured.textContent = `${byBrowser} ${refused}`;
    return;
  }
  measured.textContent = `${hasClick ? counted : countedIfAny} `;
  Object.assign(add(measured, 'a', ''), { href, target: '_blank', rel: 'noopener' }).append(refuse);
}

const WHO = 'Who sent you?';

const PHASES = {
  draft: 'Not open',
  scheduled: 'Starts in',
  live: 'Live',
  paused: 'Paused',
  sold_out: 'Sold out',
  ended: 'Ended',
} as const satisfies Record<DropPhase, string>;

/** The line and the draw are on the drop page, where the button leads. */
const FAIRNESS = {
  first_come: '',
  shuffle: 'The line is shuffled at the start',
  draw: 'Units are drawn by lot',
} as const satisfies Record<Fairness, string>;

/**
 * The next step where only the drop page can do it: a place in line, a note, a place to collect, an
 * address that is proven. Empty where the widget can, or nobody.
 */
export function stepOnPage(view: PublicDropView, now: number): string {
  const { fairness, noteLabel, canShip, facts } = view;
  const phase = dropPhase(facts, now);
  if (phase === 'ended') return '';
  if (fairness !== 'first_come' || noteLabel !== null || !canShip)
    return 'Take part on the drop page';
  if (phase === 'sold_out' && view.hasWaitingList) return 'Wait for one';
  const isOpenEarly = view.audiences.some(
    ({ opensAt, closesAt }) =>
      opensAt !== null && opensAt <= now && (closesAt === null || now < closesAt),
  );
  return phase === 'scheduled' && isOpenEarly ? 'Member? Claim early' : '';
}

const BUTTONS = {
  draft: 'Not open yet',
  scheduled: 'Not open yet',
  live: 'Claim yours',
  paused: 'Paused for a moment',
  sold_out: 'Sold out',
  ended: 'This drop has ended',
} as const satisfies Record<DropPhase, string>;

/** Writes what differs. */
export function drawWidget(elements: Elements, shown: Shown): void {
  const { view, now, skuId } = shown;
  const phase = dropPhase(view.facts, now);
  const item = view.items.find((one) => one.skuId === skuId) ?? view.items[0];
  const price = (minor: number) => formatMinor(minor, view.currency);
  elements.box.dataset.phase = phase;
  write(elements.phase, (view.isRehearsal ? 'Rehearsal · ' : '') + PHASES[phase]);
  const targetAt = countdownTarget(view.facts, now);
  const toEnd = phase === 'scheduled' ? '' : 'ends in ';
  const left = (until: number) => countdownText(until - now, { isSure: shown.isTimeSure });
  write(elements.clock, targetAt === null ? '' : toEnd + left(targetAt));
  write(elements.title, view.title);
  drawPrice(elements, { item, now, price, isOffered: phase !== 'ended' && phase !== 'sold_out' });
  const terms = [offerText(view.offer, price), FAIRNESS[view.fairness]].filter((text) => text);
  write(elements.terms, phase === 'ended' ? '' : terms.join(' · '));
  drawStock(elements, shown);
  drawChoice(elements.choice, shown);
  drawCreators(elements.creators, shown);
  write(elements.what, shown.claim?.quote.lines.map(({ title }) => title).join(' + ') ?? '');
  write(elements.wrong, shown.wrong);
  elements.wrong.hidden = shown.wrong === '';
  if (shown.claim) drawClaim(elements, shown.claim, shown);
  else {
    write(elements.status, phase === 'paused' ? (view.pauseReason ?? '') : '');
    drawButton(elements.go, shown, { phase, isGone: item?.stock.available === 0 });
    elements.back.hidden = true;
  }
  drawPromises(elements, shown);
  elements.measured.hidden = view.isRehearsal;
  elements.credit.hidden = phase === 'ended' && !shown.claim && !view.isRehearsal;
}

function drawPromises({ promises, credit }: Elements, { view, creatorName }: Shown): void {
  const { shippingMinor, shippingPromise, returnsPromise } = view;
  const shipping =
    shippingMinor > 0 ? `+ ${formatMinor(shippingMinor, view.currency)} shipping` : '';
  const texts = [shipping, shippingPromise, returnsPromise]
    // As parts of one line they need no full stop.
    .map((text) => text.trim().replace(/\.$/, ''))
    .filter((text) => text);
  write(promises, texts.join(' · '));
  write(
    credit,
    view.isRehearsal
      ? 'A rehearsal: no card is charged, nothing is sent.'
      : `${creatorName ?? 'The creator who sent you'} earns a commission`,
  );
}

function drawButton(
  go: HTMLButtonElement,
  { view, now, isBusy, isSettling, chosenCreator }: Shown,
  { phase, isGone }: { phase: DropPhase; isGone: boolean },
): void {
  const elsewhere = stepOnPage(view, now);
  const isOpen = phase === 'live' && chosenCreator === '';
  // A claim may be under way as the last unit goes.
  go.disabled = isBusy || (!elsewhere && (phase !== 'live' || isGone || isSettling));
  if (isBusy) write(go, 'One moment…');
  else if (elsewhere) write(go, elsewhere);
  else if (phase === 'live' && isGone) write(go, BUTTONS.sold_out);
  else write(go, isOpen ? 'Choose who sent you' : BUTTONS[phase]);
}

function drawClaim({ status, go, back }: Elements, claim: ClaimView, shown: Shown): void {
  const leftMs = claim.expiresAt - shown.now;
  const total = formatMinor(claim.quote.totalMinor, claim.quote.currency);
  const mayLast = leftMs > 0 || !shown.isTimeSure;
  const isHeld = (claim.state === 'held' || claim.state === 'paying') && mayLast;
  if (claim.order) write(status, `Paid. Your order number is ${claim.order.number}.`);
  else if (isHeld) {
    write(status, `Held for you for ${countdownText(leftMs, { isSure: shown.isTimeSure })}`);
  } else write(status, 'The hold has run out and its units went back.');
  write(go, shown.isBusy ? 'One moment…' : isHeld ? `Pay ${total}` : 'Claim again');
  go.disabled = shown.isBusy;
  go.hidden = claim.order !== null;
  write(back, 'Give it back');
  back.hidden = !isHeld || shown.isBusy;
}

function drawPrice(
  { price: element, steps }: Elements,
  {
    item,
    now,
    price,
    isOffered,
  }: {
    item: PublicDropView['items'][number] | undefined;
    now: number;
    price: (minor: number) => string;
    isOffered: boolean;
  },
): void {
  if (!item) return;
  const current = priceOf(item, now);
  const until = (at: number) => `until ${timeText(at)}`;
  write(steps, isOffered ? ladderText(current, { money: price, until }) : '');
  const text = price(current.priceMinor);
  const list = item.listPriceMinor > current.priceMinor ? price(item.listPriceMinor) : '';
  if (element.textContent === text + list) return;
  element.textContent = text;
  if (list) add(element, 's', '').textContent = list;
}

/** In the reader's own zone. */
function timeText(at: number): string {
  return new Date(at).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
}

/** The bar may be old and says so; a number that nobody vouches for is not shown. */
function drawStock({ units, fill }: Elements, { view, ageMs }: Shown): void {
  const staleness = stalenessOf(ageMs);
  write(units, staleness === 'lost' ? 'updating…' : unitsLeftText(view.stock.available));
  units.classList.toggle('old', staleness !== 'fresh');
  fill.style.transform = `scaleX(${staleness === 'lost' ? 0 : availableShare(view.stock)})`;
}

function drawChoice(select: HTMLSelectElement, { view, skuId, claim }: Shown): void {
  select.hidden = view.items.length < 2 || claim !== null;
  view.items.forEach((item, index) => {
    const option = optionAt(select, index);
    option.value = item.skuId;
    option.disabled = item.stock.available === 0;
    const isOnAir = item.skuId === view.pinnedSkuId;
    const note = option.disabled ? ' · sold out' : isOnAir ? ' · on air now' : '';
    write(option, articleName(item, view.items) + note);
  });
  select.value = skuId;
}

function drawCreators(select: HTMLSelectElement, { view, chosenCreator, claim }: Shown): void {
  select.hidden = chosenCreator === null || claim !== null;
  if (select.hidden) return;
  const choices = [{ handle: '', displayName: WHO }, ...view.creators];
  choices.forEach(({ handle, displayName }, index) => {
    const option = optionAt(select, index);
    option.value = handle;
    write(option, displayName);
  });
  select.value = chosenCreator ?? '';
}

function optionAt(select: HTMLSelectElement, index: number): HTMLOptionElement {
  return select.options[index] ?? add(select, 'option', '');
}

function write(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

function add<K extends keyof HTMLElementTagNameMap>(
  parent: Node,
  tag: K,
  name: string,
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  if (name) element.className = name;
  parent.appendChild(element);
  return element;
}
