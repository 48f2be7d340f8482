import type { DropEventKind } from '../../protocol/drops.ts';

/** Facts of each kind of public event. Times in epoch milliseconds. */
export type DropEventDetail = {
  published: Record<string, never>;
  /** How much earlier than announced. */
  started: { minutes: number };
  /** `by`: a creator, from a dock; none: the brand. */
  paused: { reason: string; by?: 'creator' };
  resumed: Record<string, never>;
  extended: { minutes: number; endsAt: number };
  /** `group`: only they can claim them; none: everyone can. */
  released: { units: number; title: string; group?: string };
  reserve_opened: { units: number };
  /** `winners`: how many of them are drawn; null: all of them, in a shuffled order. */
  drawn: { entries: number; winners: number | null };
  /** `by`: a creator, from a dock; none: the brand. */
  ended: { by?: 'creator' };
};

/** The sentence of the public log. Anybody may read it, so it holds no person and no secret. */
export function eventText<K extends DropEventKind>(kind: K, detail: DropEventDetail[K]): string {
  return TEXTS[kind](detail);
}

const TEXTS: { [K in DropEventKind]: (detail: DropEventDetail[K]) => string } = {
  published: () => 'Announced',
  started: ({ minutes }) => `Started ${minutes} min earlier than announced`,
  paused: ({ reason }) => `Paused: ${reason}`,
  resumed: () => 'Going on',
  extended: ({ minutes }) => `Extended by ${minutes} min`,
  released: ({ units, title, group }) =>
    group ? `+${units} released for ${group} (${title})` : `+${units} released (${title})`,
  reserve_opened: ({ units }) =>
    units === 1
      ? '+1 reserved unit opened to everyone'
      : `+${units} reserved units opened to everyone`,
  drawn: ({ entries, winners }) =>
    winners === null ? `The line was shuffled (${entries})` : `${winners} of ${entries} were drawn`,
  ended: ({ by }) => `Ended early by the ${by ?? 'brand'}`,
};
