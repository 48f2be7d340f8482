import { INCIDENTS, type IncidentKind } from '../../server/protocol/popups.ts';

const units = (count: number) => (count === 1 ? '1 unit' : `${count} units`);

/** Devices at pop-ups, what they have leased, and what did not go by the rules. */
export const popupWords = {
  popups: {
    title: 'Pop-ups',
    lead: 'A phone or tablet at a stall sells what it has leased, with and without a network.',
    tabsLabel: 'Parts of this page',
    devices: 'Devices',
    leases: 'Leases',
    incidents: 'Incidents',
    viewersOnly: 'Managers and owners pair, revoke, release and settle.',

    add: 'Add a device',
    emptyTitle: 'No device yet',
    empty:
      'Add the phone or tablet of a stall. It is paired by a code, leases units of a drop, and sells them even when there is no network; what it sold is reported when it is back.',
    noPlaceTitle: 'No place to sell at yet',
    noPlace:
      'A device sells at a place where buyers may collect. Add one under Locations and give it stock when you plan a drop.',
    toPlaces: 'Go to places',
    name: 'Name',
    nameHint: 'As the people at the stall call it.',
    namePlaceholder: 'Till 1',
    place: 'Place',
    placeHint: 'It sells the stock of this place.',
    make: 'Make a code',
    codeTitle: (name: string) => `Pair ${name}`,
    codeLead: 'On the device, scan this or open the address, and enter the code. It works once.',
    code: 'Pairing code',
    copyCode: 'Copy the code',
    copyLink: 'Copy the address with the code',
    codeUntil: 'Runs out in',
    codeOver: 'This code has run out. Revoke the device and add it anew.',
    qrAlt: 'The address of the counter with this code',
    pairedNow: 'Paired. The device is ready.',
    done: 'Done',

    states: { waiting: 'Not paired yet', paired: 'Paired', revoked: 'Revoked' },
    added: 'Added',
    pairedAt: 'Paired',
    seen: 'Last seen',
    revokedAt: 'Revoked',
    leased: (count: number) => `${units(count)} leased now`,
    nothingLeased: 'Nothing leased now',
    mayBeUntold: (count: number) =>
      `Silent with ${units(count)} leased: it may have sold some that are not reported yet.`,
    revoke: 'Revoke',
    revokeTitle: (name: string) => `Revoke ${name}?`,
    revokeText:
      'Its key stops working at once: it leases and sells nothing any more. What it sold and has not reported stays on it, and can be reported when it is paired with a new code.',
    revokeLeased: (count: number) =>
      `${units(count)} stay leased, since they may have been sold. Release them when you know that they were not.`,
    revoked: 'Revoked.',

    noLeasesTitle: 'Nothing is leased',
    noLeases:
      'A paired device leases units on its Stock page. From then on nobody else can be given them until it reports them as sold or gives them back.',
    leasesOf: (drop: string) => `Leases of ${drop}`,
    article: 'Article',
    device: 'Device',
    leasedHead: 'Leased',
    soldHead: 'Sold',
    backHead: 'Given back',
    openHead: 'Still out',
    release: 'Release',
    releaseOf: (article: string, device: string) => `Release ${article} of ${device}`,
    releaseTitle: (count: number) => `Release ${units(count)}?`,
    releaseText: (count: number, device: string) =>
      `${units(count)} of ${device} go back into free stock and can be sold to somebody else, without its own report. Do this only for a device that is lost.`,
    releaseWarning:
      'If it has sold some of them after all, those sales have no unit of their own. An incident is always left, so that somebody counts.',
    releaseAlive:
      'This device is still paired. Let it give the units back itself if you can: its Stock page does that.',
    released: 'Released. An incident was left.',

    stateLabel: 'Which incidents',
    open: 'Open',
    settled: 'Settled',
    noneOpenTitle: 'Nothing to settle',
    noneOpen:
      'A sale that did not go by the rules comes here: another price, after the end, more than was leased. It is on record all the same; you decide what follows.',
    noneSettled: 'Nothing was settled yet.',
    kinds: {
      price_differs: 'Another price',
      clock_wrong: 'Wrong clock',
      drop_not_started: 'Sold before the drop',
      drop_paused: 'Sold during a pause',
      drop_ended: 'Sold after the end',
      limit_reached: 'More than one buyer may have',
      beyond_lease: 'More than was leased',
      not_recorded: 'Paid, but no unit left',
      queued_refused: 'Queued claim refused',
      paid_too_late: 'Paid too late',
      lease_overridden: 'Lease released by a manager',
    } satisfies Record<IncidentKind, string>,
    meaning: INCIDENTS as Record<IncidentKind, string>,
    reason: 'The hub said:',
    paid: 'Paid',
    byTheRules: 'By the rules',
    difference: 'Difference',
    unitsHead: 'Units',
    soldAt: 'Sold',
    reported: 'Reported',
    settle: 'Settle',
    settleTitle: 'Settle this incident',
    settleText: 'This changes no stock and no money: say what you did about it.',
    note: 'What was done',
    noteHint: 'Kept with the incident and your name.',
    settledNow: 'Settled.',
    settledBy: (name: string) => `Settled by ${name}`,
  },
} as const;
