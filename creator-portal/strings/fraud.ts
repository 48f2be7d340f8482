/** What looks like fraud, and what a person decides about it. */
export const fraudWords = {
  fraud: {
    title: 'Fraud review',
    lead: 'A rule only flags. Until you decide, the money of the flagged sales waits; it is never released by time.',
    tabsLabel: 'Flags',
    waiting: (count: number) => `Waiting (${count})`,
    decided: 'Decided',
    emptyTitle: 'Nothing waits for you',
    empty:
      'Sales, clicks and claims are held against the rest of their own drop every minute. What stands out comes here, with what was seen and what is at stake.',
    noneDecided: 'Nothing was decided yet.',
    atStake: 'At stake',
    lines: (count: number) => (count === 1 ? '1 commission held' : `${count} commissions held`),
    noLines: 'No commission is held',
    clicks: (count: number) =>
      `${count} ${count === 1 ? 'click does' : 'clicks do'} not count any more; attribution is not touched.`,
    order: (number: number) => `Order #${number}`,
    release: 'Release',
    confirm: 'Confirm fraud',
    reopen: 'Take back',
    reason: 'Why',
    reasonHint: 'Kept with the decision; the creator sees the code, never your words or the buyer.',
    releaseTitle: 'Release the money?',
    releaseText: 'The commissions go on where they were, and this is not flagged again.',
    confirmTitle: 'Confirm fraud?',
    confirmText:
      'The commissions are taken back; what was paid already is netted with the next payout. You can take this back.',
    reopenTitle: 'Take the decision back?',
    reopenText: 'The flag waits again, and so does the money. The decision stays on record.',
    released: 'Released',
    confirmed: 'Confirmed',
    reopened: 'Taken back',
    waits: 'Waits for you',
    done: {
      released: 'Released. The money goes on.',
      confirmed: 'Confirmed. The commissions are taken back.',
      reopened: 'It waits again.',
    },
    history: 'History',
    step: (word: string, who: string) => `${word} by ${who}`,
    viewerNote: 'Managers and owners decide.',
  },
} as const;
