import type { HeldClaim } from '../../server/protocol/claims.ts';
import type { PublicDropView } from '../../server/protocol/drops.ts';
import { countdownTarget, startCountdown } from '../shared/countdown.ts';
import { followedArticle, SETTLES_MS } from '../shared/followed-article.ts';
import { MEASUREMENT_ID } from '../shared/measurement-words.ts';
import { type AskHub, HubProblem, hubAsker } from './ask-hub.ts';
import { buildWidget, drawWidget, type Elements, sayMeasured, stepOnPage } from './draw-widget.ts';
import { type FollowedDrop, followDrop } from './follow-drop.ts';
import { applyStyle } from './style.ts';

const READ_AGAIN_MS = 5_000;
/** By this parameter a tracked link hands its click to the page (protocol/links.ts). */
const CLICK_PARAMETER = 'dcc';

/**
 * `<dropcast-widget drop="slug" creator="handle">`. It keeps no cookie and nothing in storage, and
 * whatever happens to the hub, nothing is thrown into the page around it.
 */
export function widgetElement(defaultHub: string): CustomElementConstructor {
  return class DropcastWidget extends HTMLElement {
    // A getter: for the oldest browsers a static field is built with four helpers.
    static get observedAttributes(): string[] {
      return ['drop', 'creator', 'hub'];
    }

    #elements: Elements | undefined;
    #stop = () => {};

    connectedCallback(): void {
      quietly(() => {
        const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
        if (!this.#elements) {
          applyStyle(root);
          this.#elements = buildWidget(root);
          this.#elements.box.hidden = true;
        }
        this.#stop();
        const hub = (this.getAttribute('hub') || defaultHub).replace(/\/$/, '');
        this.#stop = runWidget(this.#elements, {
          hub,
          slug: this.getAttribute('drop') ?? '',
          creator: this.getAttribute('creator'),
        });
      });
    }

    disconnectedCallback(): void {
      quietly(() => this.#stop());
    }

    attributeChangedCallback(_name: string, before: string | null, after: string | null): void {
      if (this.isConnected && before !== after) this.connectedCallback();
    }
  };
}

type Settings = { hub: string; slug: string; creator: string | null };

/** Runs one widget until the returned function is called. */
function runWidget(elements: Elements, { hub, slug, creator }: Settings): () => void {
  const ask: AskHub = hubAsker(hub);
  const click = new URLSearchParams(location.search).get(CLICK_PARAMETER);
  let drop: FollowedDrop | null = null;
  let held: HeldClaim | null = null;
  let first = '';
  /** The article that the viewer chose; '' until then, so that what is on air is shown. */
  let article = '';
  /** What was on air when it was last drawn, and since when. */
  let followed = '';
  let followedAt = Number.NEGATIVE_INFINITY;
  let chosen = '';
  /** A click says by itself who sent the viewer, until the hub finds that it does not. */
  let isAsking = creator === null && click === null;
  let wrong = '';
  let wish = newWish();
  let isBusy = false;
  let isStopped = false;
  let readAgain: ReturnType<typeof setTimeout> | undefined;

  const draw = () => quietly(drawNow);
  let stopTicking = () => {};
  elements.choice.onchange = () => {
    article = elements.choice.value;
    draw();
  };
  elements.creators.onchange = () => {
    chosen = elements.creators.value;
    article = shownArticle();
    wish = newWish();
    draw();
  };
  elements.go.onclick = () => {
    if (!held && drop && stepOnPage(drop.view, drop.now())) location.assign(pageUrl());
    else if (!held && isCreatorOpen() && chosen === '') elements.creators.focus();
    else void act(isPayable() ? pay : claim);
  };
  sayMeasured(elements, { href: `${pageUrl()}#${MEASUREMENT_ID}`, hasClick: click !== null });
  elements.back.onclick = () => void act(giveBack);
  void start();
  if (click) ask('confirmClick', { click }).catch(() => {});

  async function start(): Promise<void> {
    try {
      const view = await ask('drop', { slug });
      if (isStopped) return;
      first = (view.items.find(isThere) ?? view.items[0])?.skuId ?? '';
      const followed = followDrop(hub, view, draw);
      drop = followed;
      stopTicking = startCountdown({
        now: followed.now,
        isSure: followed.isTimeSure,
        targetAt: () =>
          held?.claim.expiresAt ?? countdownTarget(followed.view.facts, followed.now()),
        onTick: draw,
      });
    } catch {
      if (!isStopped) readAgain = setTimeout(start, READ_AGAIN_MS * (0.5 + Math.random()));
    }
  }

  function drawNow(): void {
    if (!drop || isStopped) return;
    const { view } = drop;
    follow(view);
    const by = creator ?? chosen;
    const earner = view.creators.find(({ handle }) => handle === by);
    elements.box.hidden = false;
    drawWidget(elements, {
      view,
      now: drop.now(),
      isTimeSure: drop.isTimeSure(),
      ageMs: drop.ageMs(),
      skuId: shownArticle(),
      isSettling: isSettling(),
      creatorName: held?.claim.creator.displayName ?? earner?.displayName ?? null,
      chosenCreator: isCreatorOpen() ? chosen : null,
      claim: held?.claim ?? null,
      isBusy,
      wrong,
    });
  }

  async function act(step: () => Promise<void>): Promise<void> {
    if (isBusy) return;
    isBusy = true;
    wrong = '';
    draw();
    try {
      await step();
    } catch (error) {
      wrong = error instanceof HubProblem ? error.message : '';
      if (error instanceof HubProblem && error.code === 'no_gate') isAsking = true;
      // Only a wish that got no answer is asked again under its own key.
      if (error instanceof HubProblem && error.code !== 'unreachable') wish = newWish();
    }
    isBusy = false;
    draw();
  }

  async function claim(): Promise<void> {
    held = null;
    // What was tapped is claimed, and asked for again, whatever comes on air meanwhile.
    article = shownArticle();
    const creatorHandle = creator ?? chosen;
    wish.token ??= (
      await ask('issueToken', {
        dropSlug: slug,
        ...(click ? { click } : {}),
        ...(creatorHandle ? { creatorHandle } : {}),
      })
    ).token;
    const items = [{ skuId: article, quantity: 1 }];
    held = await ask('hold', { token: wish.token, items, idempotencyKey: wish.key });
    wish = newWish();
  }

  async function pay(): Promise<void> {
    if (!held) return;
    const { url } = await ask('checkout', { claimId: held.claim.id, access: held.access });
    location.assign(url);
  }

  async function giveBack(): Promise<void> {
    if (!held) return;
    await ask('release', { claimId: held.claim.id, access: held.access });
    held = null;
  }

  /** The click goes along, so that the page knows who sent the viewer. */
  function pageUrl(): string {
    const query = click ? `?${CLICK_PARAMETER}=${encodeURIComponent(click)}` : '';
    return `${hub}/d/${slug}${query}`;
  }

  /** What is on air is never taken from under the thumb of whoever has chosen. */
  function shownArticle(): string {
    return article || followed;
  }

  /** Whoever taps while the article changes may mean the one before. */
  function follow({ items, pinnedSkuId: pinned }: PublicDropView): void {
    const next = followedArticle(items, { pinned, shown: followed, first });
    if (next === followed) return;
    if (followed !== '') {
      followedAt = performance.now();
      setTimeout(draw, SETTLES_MS);
    }
    followed = next;
  }

  function isSettling(): boolean {
    return article === '' && performance.now() - followedAt < SETTLES_MS;
  }

  function isCreatorOpen(): boolean {
    return isAsking && (drop?.view.creators.length ?? 0) > 1;
  }

  function isPayable(): boolean {
    if (held === null || drop === null) return false;
    // Only the hub knows whether it has run out; claiming again would hold a second one.
    return !drop.isTimeSure() || drop.now() < held.claim.expiresAt;
  }

  return () => {
    isStopped = true;
    stopTicking();
    clearTimeout(readAgain);
    drop?.stop();
  };
}

/** One wish to claim: its key makes a repeated question the same question. */
function newWish(): { key: string; token?: string } {
  const random = crypto.getRandomValues(new Uint32Array(4));
  return { key: `w-${Array.from(random, (part) => part.toString(36)).join('')}` };
}

function isThere({ stock }: PublicDropView['items'][number]): boolean {
  return stock.available > 0;
}

function quietly(work: () => void): void {
  try {
    work();
  } catch (error) {
    console.warn('dropcast-widget', error);
  }
}
