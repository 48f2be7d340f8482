import { LOCALE } from '../ui/locale.ts';

const formatCount = (count: number) => new Intl.NumberFormat(LOCALE).format(count);

/** Audiences, codes and rights to claim. */
export const audienceWords = {
  audiences: {
    lead: 'Groups of viewers for whom a drop opens earlier or keeps units. A viewer proves an address by a mailed code.',
    create: 'New audience',
    emptyTitle: 'No audience yet',
    empty:
      'Paste the addresses of your members or your newsletter. A drop can then open for them first, or keep units for them.',
    pastBuyers: (count: number) =>
      `Past buyers need no list: ${formatCount(count)} ${count === 1 ? 'person has' : 'people have'} a paid order.`,
    name: 'Name',
    nameHint: 'Viewers read it on the page of a drop, for instance “Members”.',
    created: 'Audience made',
    members: (count: number) => `${formatCount(count)} ${count === 1 ? 'address' : 'addresses'}`,
    archived: 'Archived',
    open: 'Addresses',
    rename: 'Rename',
    renamed: 'Renamed',
    archive: 'Archive',
    archiveTitle: (name: string) => `Archive “${name}”?`,
    archiveText:
      'From now on nobody belongs to it, and gates for it let nobody in. This cannot be undone. What members hold or bought stays theirs.',
    archivedDone: 'Audience archived',
    add: 'Add addresses',
    addLabel: 'Addresses',
    addHint: 'Paste a list or a CSV column. Commas, lines and names around them do not matter.',
    found: (count: number) => `${formatCount(count)} found`,
    addDone: (added: number, known: number) =>
      `${formatCount(added)} added${known > 0 ? `, ${formatCount(known)} were there before` : ''}`,
    refused: (count: number) =>
      `${formatCount(count)} ${count === 1 ? 'is no address' : 'are no addresses'}:`,
    search: 'Find an address',
    address: 'Address',
    since: 'Since',
    remove: 'Remove',
    removeLabel: (email: string) => `Remove ${email}`,
    removed: (email: string) => `${email} removed`,
    noMembers: 'No address yet.',
    noMatch: 'No address like this.',
    csv: 'CSV',
    csvLabel: (name: string) => `Addresses of ${name} as CSV`,
    viewerNote: 'Addresses are shown to managers and owners.',
  },
  codes: {
    title: 'Codes',
    lead: 'Whoever has a code claims through its creator and audience, without a link or a proven address.',
    create: 'New codes',
    none: 'No codes yet.',
    draft: 'Publish the drop first; then codes can be made for its creators.',
    label: 'What are they for?',
    labelHint: 'For you, for instance “Flyer, Munich”.',
    gate: 'Opens',
    kind: 'Kind',
    kinds: {
      printed: 'Printed: many codes, each for one claim',
      spoken: 'Spoken: one code to say on air',
    },
    shortKinds: { printed: 'Printed', spoken: 'Spoken' },
    count: 'How many codes',
    uses: 'For how many claims',
    lasts: 'Valid for',
    lastsChoices: { 0: 'as long as the drop', 1: '1 hour', 24: '1 day', 168: '7 days' },
    created: 'Codes made',
    used: 'Used',
    usedOf: (used: number, uses: number) => `${formatCount(used)} of ${formatCount(uses)}`,
    state: 'State',
    valid: 'Valid',
    until: 'until',
    gone: 'Run out',
    revoked: 'Withdrawn',
    csv: 'CSV',
    copyLabel: (code: string) => `Copy ${code}`,
    csvLabel: (label: string) => `Codes “${label}” as CSV`,
    revoke: 'Withdraw',
    revokeTitle: (label: string) => `Withdraw “${label}”?`,
    revokeText:
      'None of these codes is taken any more, and rights that they gave just now are refused. What is held or paid stays. This cannot be undone.',
    revokedDone: 'Codes withdrawn',
  },
  rights: {
    withdraw: 'Withdraw rights',
    withdrawTitle: (name: string) => `Withdraw outstanding rights of ${name}?`,
    withdrawText:
      'Every right to claim that was given out through this creator and is not used yet is refused from now on, also on pages that are open. Viewers get a new one with their next tap. What is held or paid stays. This cannot be undone.',
    withdrawn: 'Outstanding rights withdrawn',
    lastAt: 'last withdrawn',
  },
};
