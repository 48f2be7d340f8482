import type { DockActKind } from '../../server/protocol/dock.ts';
import type { HeldWhy } from '../../server/protocol/questions.ts';

/** Docks of creators, what a brand allows them, and questions of viewers. */
export const dockWords = {
  dock: {
    title: 'Dock',
    lead: 'Steer a drop while you are on air: a custom dock in OBS, or a page on your phone.',
    here: 'Open the dock here',
    hereHint: 'In this browser, signed in as you.',
    hereName: 'This browser',
    signIn: 'Sign in a dock',
    signInSteps: (address: string) =>
      `In OBS, choose Docks → Custom Browser Docks and add ${address}. It shows a code: type it here.`,
    code: 'Code on the dock',
    codeHint: 'Eight letters and digits. It runs out after ten minutes.',
    onlyYours:
      'Type only a code that you see on a screen of your own: whoever shows it steers your drops.',
    name: 'Name',
    nameHint: 'So that you know it again, for example “OBS in the studio”.',
    namePlaceholder: 'OBS in the studio',
    approve: 'Sign it in',
    approved: 'Signed in. The dock opens by itself.',
    yours: 'Your docks',
    none: 'No dock is signed in.',
    idle: 'Whatever is not used for 90 days is signed out by itself.',
    since: 'Signed in',
    seen: 'Last seen',
    never: 'not yet',
    revoke: 'Sign out',
    revokeOf: (name: string) => `Sign out ${name}`,
    revokeTitle: (name: string) => `Sign out ${name}?`,
    revokeText: 'It goes dark within two seconds and steers nothing any more.',
    revoked: 'Signed out.',
    rights:
      'What you may do in a drop is decided by its brand: pausing, pinning and questions are open to you unless it says otherwise.',
  },
  grants: {
    title: 'What creators may do on air',
    lead: 'From their dock, while they stream. Pinning an article and answering questions is always open to them.',
    mayPause: 'Pause and go on',
    mayStart: 'Start before the announced time',
    mayEnd: 'End the drop',
    release: 'Units to release',
    releaseHint: (used: number) =>
      used === 0
        ? 'Added to the stock by the creator, in all.'
        : `${used} of them released so far.`,
    extend: 'Minutes to extend',
    extendHint: (used: number) =>
      used === 0 ? 'Everybody sees an extension.' : `${used} of them used so far.`,
    save: 'Save',
    saved: (name: string) => `Saved for ${name}.`,
  },
  commands: {
    title: 'Done on air',
    none: 'No creator has steered this drop from a dock.',
    by: (creator: string, dock: string) => `${creator} · ${dock}`,
    acts: {
      start: 'Started',
      pause: 'Paused',
      resume: 'Went on',
      release: 'Released',
      pin: 'Pinned',
      unpin: 'Unpinned the article',
      extend: 'Extended',
      end: 'Ended',
      answer: 'Answered',
      hide: 'Hid a question',
      pin_question: 'Put a question on air',
      unpin_question: 'Took the question off air',
      test: 'Tested the overlay',
    } satisfies Record<DockActKind, string>,
  },
  questions: {
    title: 'Questions of viewers',
    none: 'Nobody has asked anything yet.',
    asked: 'Asked',
    question: 'Question',
    answer: 'Answer',
    onAir: 'Answered on air',
    open: 'Not answered',
    pinned: 'On air now',
    hidden: 'Hidden',
    held: {
      words: 'Held back: rough words',
      link: 'Held back: a link or an address',
      number: 'Held back: looks like a phone or card number',
    } satisfies Record<HeldWhy, string>,
    hide: 'Hide',
    show: 'Show again',
    hideOf: (text: string) => `Hide “${text}”`,
    showOf: (text: string) => `Show again: “${text}”`,
  },
} as const;
