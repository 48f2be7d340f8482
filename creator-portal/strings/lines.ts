import type { LineKind } from '../../server/protocol/lines.ts';

/** Who waits for a drop, and what is decided by lot. */
export const lineWords = {
  line: {
    title: 'Line',
    none: 'Nobody is in line.',
    kinds: {
      waiting: 'Waiting list',
      queue: 'Line at the start',
      draw: 'Draw',
    } satisfies Record<LineKind, string>,
    kind: 'Line',
    article: 'Article',
    places: 'People',
    units: 'Units wanted',
    made: 'Offers made',
    open: 'Open now',
    bought: 'Bought',
    lapsed: 'Lapsed or given back',
    privacy: 'Nobody here is named: you see an address only when somebody has bought.',
    seedHash: 'Hash of the seed, published before anybody could enter',
    undrawn: 'Lots are not drawn yet.',
    drawn: (entries: number) =>
      entries === 1 ? '1 entry was drawn at ' : `${entries} entries were drawn at `,
    check: 'The page on which anybody can check it',
  },
};
