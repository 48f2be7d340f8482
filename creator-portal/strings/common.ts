import { LOCALE } from '../ui/locale.ts';

const percent = (share: number, digits = 0) =>
  new Intl.NumberFormat(LOCALE, { style: 'percent', maximumFractionDigits: digits }).format(share);

/** Words that belong to no noun: actions, problems, figures, navigation. */
export const commonWords = {
  act: {
    close: 'Close',
    cancel: 'Cancel',
    save: 'Save',
    saved: 'Saved',
    retry: 'Try again',
    copy: 'Copy',
    copied: 'Copied',
    copyRefused: 'Select and copy it by hand',
    more: 'Show more',
    clear: 'Clear the filter',
  },
  leaving: {
    title: 'Leave without saving?',
    stay: 'Stay here',
    leave: 'Leave anyway',
  },
  problem: {
    unreachable: 'The hub cannot be reached right now. Check your connection and try again.',
    stale: (time: string) => `Could not refresh. This is what was known at ${time}.`,
    loading: 'Loading…',
    brokeTitle: 'This page broke',
    broke: 'Something on this page went wrong on our side. Nothing you entered elsewhere is lost.',
    missingTitle: 'There is nothing here',
    missing: 'This address leads nowhere, or to something that is not yours to see.',
    home: 'Go to the start',
  },
  figure: {
    percent,
    percentOfBps: (bps: number) => percent(bps / 10_000, 2),
    count: (count: number) => new Intl.NumberFormat(LOCALE).format(count),
    none: '—',
    noneBefore: 'nothing before',
    change: (share: number) =>
      `${share > 0 ? '+' : share < 0 ? '−' : ''}${percent(Math.abs(share))} vs before`,
    asTable: 'View as table',
    asChart: 'View as chart',
    nothing: 'Nothing in this period yet.',
    before: 'Before',
    beforeMark: 'in the period before',
    unfinishedMark: 'not over yet',
    best: (label: string, text: string) => `best: ${text} on ${label}`,
  },
  units: {
    sold: 'Sold',
    held: 'Held',
    stock: (stock: {
      sold: number;
      held: number;
      available: number;
      reserved: number;
      total: number;
    }) =>
      `${stock.sold} sold, ${stock.held} held, ${stock.available} available${
        stock.reserved > 0 ? `, ${stock.reserved} kept` : ''
      } of ${stock.total}`,
    of: (used: number, total: number) => `${used} of ${total}`,
    left: (left: number, total: number) => `${left} of ${total} left`,
  },
  phase: {
    draft: 'Draft',
    scheduled: 'Scheduled',
    live: 'Live',
    paused: 'Paused',
    sold_out: 'Sold out',
    ended: 'Ended',
  },
  shell: {
    skip: 'Skip to content',
    workspaces: 'Workspaces',
    switchTo: 'Switch workspace',
    asCreator: 'Creator',
    asBrand: 'Brand',
    addWorkspace: 'Add a workspace',
    nav: 'Pages',
    menu: 'Menu',
    demoNote: 'Demo data',
    signOut: 'Sign out',
    zone: (zone: string) => `All times in ${zone.replaceAll('_', ' ')}`,
    palette: 'Go to…',
    paletteHint: 'Type where you want to go',
    paletteNone: 'No page by that name.',
    shortcuts: 'Keyboard',
    shortcutRows: [
      ['Ctrl/⌘ K', 'Go to a page'],
      ['j / k', 'Next / previous row'],
      ['Enter', 'Open the row'],
      ['/', 'Search on this page'],
      ['c', 'Create, where the page can'],
      ['?', 'This list'],
    ],
    theme: 'Theme',
    themes: { system: 'System', light: 'Light', dark: 'Dark' },
  },
  pages: {
    home: 'Home',
    links: 'Links',
    overlay: 'Overlay',
    earnings: 'Earnings',
    contracts: 'Contracts',
    settings: 'Settings',
    overview: 'Overview',
    drops: 'Drops',
    newDrop: 'New drop',
    editDraft: 'Edit draft',
    products: 'Products',
    audiences: 'Audiences',
    creators: 'Creators',
    payouts: 'Payouts',
  },
} as const;
