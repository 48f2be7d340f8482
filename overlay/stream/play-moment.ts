import type { MomentKind } from '../../server/protocol/live-events.ts';
import { type View, write } from './build-view.ts';

/** Moments that are told above the card; the others are told by the card itself. */
const BANNERS = {
  started: 'We are live',
  low: 'Almost gone',
  sold_out: '',
  back: 'Back in stock',
  released: 'New batch',
  extended: 'More time',
  paused: 'Paused',
  resumed: 'On again',
  ended: '',
  test: 'Test',
} as const satisfies Record<MomentKind, string>;

const SHOWN_MS = 6_000;

/** Plays one moment after the other; a test plays like the real thing and says that it is a test. */
export function createMomentPlayer(view: View) {
  let clear: ReturnType<typeof setTimeout> | undefined;

  function show(kind: MomentKind, text: string): void {
    clearTimeout(clear);
    view.stage.dataset.moment = kind;
    view.stage.dataset.banner = String(text !== '');
    if (text) write(view.banner, text);
    clear = setTimeout(end, SHOWN_MS);
  }

  function end(): void {
    delete view.stage.dataset.moment;
    view.stage.dataset.banner = 'false';
  }

  return {
    play: (kind: MomentKind, text: string) => {
      const head = BANNERS[kind];
      show(kind, head && text && text !== head ? `${head} · ${text}` : head);
    },
    test: (kind: MomentKind) => show(kind, `Test: ${TEST_WORDS[kind]}`),
  };
}

const TEST_WORDS = {
  started: 'we are live',
  low: 'almost gone · only 3 left',
  sold_out: 'sold out',
  back: 'back in stock · 2 back',
  released: 'new batch · +50 units',
  extended: 'more time · +15 minutes',
  paused: 'a short pause',
  resumed: 'on again',
  ended: 'this drop has ended',
  test: 'this works',
} as const satisfies Record<MomentKind, string>;
