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

  function play(kind: MomentKind, text: string): void {
    clearTimeout(clear);
    const head = BANNERS[kind];
    view.stage.dataset.moment = kind;
    if (head) write(view.banner, text && text !== head ? `${head} · ${text}` : head);
    view.stage.dataset.banner = String(head !== '');
    clear = setTimeout(end, SHOWN_MS);
  }

  function end(): void {
    delete view.stage.dataset.moment;
    delete view.stage.dataset.test;
    view.stage.dataset.banner = 'false';
  }

  return {
    play,
    test: (kind: MomentKind) => {
      view.stage.dataset.test = kind;
      play(kind === 'sold_out' || kind === 'ended' ? 'test' : kind, `Test: ${TEST_WORDS[kind]}`);
    },
  };
}

const TEST_WORDS = {
  started: 'live',
  low: 'only 3 left',
  sold_out: 'sold out',
  back: '2 back',
  released: '+50 units',
  extended: '+15 minutes',
  paused: 'a short pause',
  resumed: 'on again',
  ended: 'ended',
  test: 'this works',
} as const satisfies Record<MomentKind, string>;
