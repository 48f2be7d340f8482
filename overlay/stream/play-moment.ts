import type { MomentKind } from '../../server/protocol/live-events.ts';
import { type View, write } from './build-view.ts';

/** Moments that are told above the card; the others are told by the card itself. */
const BANNERS = {
  started: 'We are live',
  tier: 'Next price',
  low: 'Almost gone',
  sold_out: '',
  back: 'Back in stock',
  released: 'New batch',
  pinned: 'On air now',
  extended: 'More time',
  paused: 'Paused',
  resumed: 'On again',
  ended: '',
  test: 'Test',
} as const satisfies Record<MomentKind, string>;

export const MOMENT_SHOWN_MS = 6_000;
/** What waits behind another one gets its turn sooner. */
const SHOWN_IN_LINE_MS = 2_500;
const LONGEST_LINE = 3;
/** No text of the overlay is smaller. */
const SMALLEST_PX = 28;

/** Plays one moment after the other; a test plays like the real thing and says that it is a test. */
export function createMomentPlayer(view: View, onPlay: () => void) {
  let line: { kind: MomentKind; text: string }[] = [];
  let startedAt = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function next(): void {
    clearTimeout(timer);
    timer = undefined;
    const moment = line.shift();
    if (moment === undefined) {
      end();
      return;
    }
    show(moment.kind, moment.text);
    timer = setTimeout(next, line.length > 0 ? SHOWN_IN_LINE_MS : MOMENT_SHOWN_MS);
  }

  function show(kind: MomentKind, text: string): void {
    startedAt = performance.now();
    end();
    // Laid out in between, so that what follows at once has a movement of its own.
    void view.banner.offsetWidth;
    view.stage.dataset.moment = kind;
    view.stage.dataset.banner = String(text !== '');
    if (text) say(view.banner, text);
    onPlay();
  }

  function end(): void {
    delete view.stage.dataset.moment;
    view.stage.dataset.banner = 'false';
  }

  return {
    play: (kind: MomentKind, text: string) => {
      if (!isKnown(kind)) return;
      const head = BANNERS[kind];
      // The card names one article: what it no longer names is not told after it.
      const isOther = kind === 'pinned' && view.stage.dataset.moment === 'pinned';
      line = [
        ...line.filter((one) => one.kind !== 'pinned' || kind !== 'pinned'),
        { kind, text: head && text && text !== head ? `${head} · ${text}` : head },
      ].slice(-LONGEST_LINE);
      const shownMs = performance.now() - startedAt;
      const leftMs = timer === undefined || isOther ? 0 : SHOWN_IN_LINE_MS - shownMs;
      clearTimeout(timer);
      timer = setTimeout(next, Math.max(0, leftMs));
    },
    test: (kind: MomentKind) => {
      if (!isKnown(kind)) return;
      line = [{ kind, text: `Test: ${TEST_WORDS[kind]}` }];
      next();
    },
  };
}

/** False for what a newer hub tells: an overlay runs for days with the build that it was opened with. */
function isKnown(kind: MomentKind): boolean {
  return Object.hasOwn(BANNERS, kind);
}

/** Long words are written smaller before they are cut off. */
function say(banner: HTMLElement, text: string): void {
  write(banner, text);
  banner.style.removeProperty('font-size');
  let px = Number.parseFloat(getComputedStyle(banner).fontSize);
  while (banner.scrollWidth > banner.clientWidth && px > SMALLEST_PX) {
    px = Math.max(SMALLEST_PX, px - 2);
    banner.style.setProperty('font-size', `${px}px`);
  }
}

const TEST_WORDS = {
  started: 'we are live',
  tier: 'the next price',
  low: 'almost gone · only 3 left',
  sold_out: 'sold out',
  back: 'back in stock · 2 units',
  released: 'new batch · +50 units',
  pinned: 'on air now · the next article',
  extended: 'more time · +15 minutes',
  paused: 'a short pause',
  resumed: 'on again',
  ended: 'this drop has ended',
  test: 'this works',
} as const satisfies Record<MomentKind, string>;
