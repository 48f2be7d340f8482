import type {
  RehearsalAdvice,
  RehearsalMood,
  RehearsalState,
} from '../../server/protocol/rehearsals.ts';

const span = (seconds: number) =>
  seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
const times = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

/** One sentence for each kind of advice. */
const ADVICE: {
  [K in RehearsalAdvice['kind']]: (advice: Extract<RehearsalAdvice, { kind: K }>) => string;
} = {
  overlay_never: ({ creatorName }) =>
    `The overlay of ${creatorName} was never connected. Drag it into OBS, then rehearse again.`,
  overlay_gap: ({ creatorName, seconds }) =>
    `The overlay of ${creatorName} was not connected for ${span(seconds)}. Look at the network of the streaming computer.`,
  failures: ({ count }) =>
    `${times(count, 'request', 'requests')} got no proper answer. Ask whoever runs this hub to look at its log.`,
  slow_answers: ({ p95Ms }) =>
    `Answers to claims took up to ${p95Ms} ms for most viewers. Fewer drops at once on this machine would help.`,
  sold_out_early: ({ seconds, turnedAway }) =>
    `It was sold out after ${span(seconds)}, and ${times(turnedAway, 'viewer', 'viewers')} came too late. Plan what you say then, or hold some units back and release them.`,
  units_left: ({ units }) =>
    `${times(units, 'unit was', 'units were')} left at the end. Think of what you would say in the last minutes.`,
  holds_lapsed: ({ count, claims }) =>
    `${count} of ${claims} holds ran out before they were paid. Say on air that a claim is held for minutes only.`,
  cards_declined: ({ count }) =>
    `${times(count, 'card was', 'cards were')} declined. Those units come back: tell viewers that it is worth waiting.`,
  all_well: () => 'Nothing went wrong. You are ready.',
};

export const rehearsalWords = {
  rehearsals: {
    rehearse: 'Rehearse',
    title: (drop: string) => `Rehearse “${drop}”`,
    lead: 'A copy of the drop is played with a simulated audience, for real but with test stock and test payments. It is marked everywhere, counts in no figure, and is removed afterwards.',
    size: 'Audience',
    viewers: (count: number) => `${count.toLocaleString('en')} viewers`,
    mood: 'Mood',
    moods: {
      curious: 'Curious: many look, few buy',
      keen: 'Keen: most of them buy',
      stampede: 'Stampede: everybody at once',
      doubtful: 'Doubtful: holds run out, cards are declined',
    } satisfies Record<RehearsalMood, string>,
    leadTime: 'Starts in',
    seconds: (count: number) => `${count} seconds`,
    length: 'Lasts',
    minutes: (count: number) => `${count} minutes`,
    start: 'Start the rehearsal',
    overlayHint: 'Your overlay shows it while no real drop of yours is live.',
    overlayHintBrand: 'The overlays of its creators show it while no real drop of theirs is live.',
    before: 'Rehearsals of this drop',
    noneBefore: 'None yet.',
    audience: (viewers: string, mood: string) => `${viewers} · ${mood.split(':')[0]}`,
    soldOf: (sold: number, units: number) => `${sold} of ${units} sold`,

    pageTitle: (drop: string) => `Rehearsal: ${drop}`,
    facts: (viewers: string, mood: string, minutes: string) => `${viewers}, ${minutes}. ${mood}.`,
    states: {
      scheduled: 'Rehearsal starts soon',
      running: 'Rehearsal running',
      over: 'Rehearsal over',
      removed: 'Rehearsal removed',
    } satisfies Record<RehearsalState, string>,
    counts: 'This is a rehearsal. Nothing here counts in sales, earnings or reports.',
    removedBy: 'Everything but this page is removed at',
    removed: 'Everything but this page was removed.',
    openPage: 'Open its page',
    stop: 'End now',
    stopped: 'The rehearsal has ended.',
    remove: 'Remove now',
    removing: 'It is being removed.',
    again: 'Rehearse again',
    startsIn: 'Starts in',
    endsIn: 'Ends in',
    claims: 'Claims',
    sold: 'Sold',
    ofUnits: (units: number) => `of ${units} units`,
    turnedAway: 'Came too late',
    lapsed: 'Holds that ran out',
    declined: 'Cards declined',
    answers: 'Answers to claims',
    answersNote: '95 of 100 came within this',
    ms: (count: number) => `${count} ms`,
    revenue: 'Would have brought',
    advice: 'What to think of',
    say: (advice: RehearsalAdvice) =>
      (ADVICE[advice.kind] as (one: RehearsalAdvice) => string)(advice),
    minuteTitle: 'When did viewers claim?',
    minuteUnit: 'claims per minute',
    minute: 'Minute',
    minuteName: (minute: number) => `Minute ${minute + 1}`,
    byMinute: 'Minute by minute',
    clicks: 'Clicks',
    paid: 'Paid',
    overlays: 'Overlays',
    overlay: (name: string) => `Overlay of ${name}`,
    connected: (seconds: number, of: number) => `connected ${span(seconds)} of ${span(of)}`,
    gap: (from: number, until: number) => `not connected from ${span(from)} to ${span(until)}`,
    links: 'Try it yourself',
    linksLead: 'Viewers reach it by these links. Whoever joins in pays nothing.',
    copyLink: (name: string) => `Copy the link of ${name}`,
  },
};
