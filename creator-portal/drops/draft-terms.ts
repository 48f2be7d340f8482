import type { BrandView } from '../../server/protocol/accounts.ts';
import type { DropDetail } from '../../server/protocol/drops.ts';
import type { Fairness } from '../../server/protocol/lines.ts';
import { EVERYONE } from '../../server/protocol/stock-keys.ts';
import { toLocalInput } from '../ui/format-time.ts';
import { readCount, readMoment } from './draft-text.ts';

/** A group of viewers for whom the drop opens earlier, through each of its creators. */
export type DraftGroup = { key: string; audience: string; opens: string; cap: string };

/** Who may claim and how that is decided: text, until it is read. */
export type DraftTerms = {
  groups: DraftGroup[];
  isForEveryone: boolean;
  reserveEnds: string;
  fairness: Fairness;
  entriesClose: string;
  turnsPerSecond: string;
  hasWaitingList: boolean;
  offerMinutes: string;
  noteLabel: string;
  canShip: boolean;
};

export const EMPTY_TERMS: DraftTerms = {
  groups: [],
  isForEveryone: true,
  reserveEnds: '',
  fairness: 'first_come',
  entriesClose: '',
  turnsPerSecond: '20',
  hasWaitingList: true,
  offerMinutes: '5',
  noteLabel: '',
  canShip: true,
};

/** The terms that another drop had; its moments moved by `shiftMs`, with its window. */
export function termsOfDrop(
  drop: DropDetail,
  { shiftMs, timeZone }: { shiftMs: number; timeZone: string },
): DraftTerms {
  const moment = (at: number | null) => (at === null ? '' : toLocalInput(at + shiftMs, timeZone));
  const groupGates = new Map(
    drop.gates.filter(({ audience }) => audience !== EVERYONE).map((gate) => [gate.audience, gate]),
  );
  return {
    ...EMPTY_TERMS,
    groups: [...groupGates.values()].map(({ audience, opensAt, capUnits }) => ({
      key: audience,
      audience,
      opens: moment(opensAt),
      cap: capUnits === null ? '' : String(capUnits),
    })),
    isForEveryone:
      drop.gates.length === 0 || drop.gates.some(({ audience }) => audience === EVERYONE),
    reserveEnds: moment(drop.reserveEndsAt),
    fairness: drop.fairness,
    entriesClose: moment(drop.entriesCloseAt),
    turnsPerSecond: String(drop.turnsPerSecond),
    hasWaitingList: drop.hasWaitingList,
    offerMinutes: String(Math.round(drop.offerSeconds / 60)),
    noteLabel: drop.noteLabel ?? '',
    canShip: drop.canShip,
  };
}

type Reading = Pick<BrandView, 'timeZone'>;

/** Gates of the ticked creators, one for everybody and one per group; null while one cannot be read. */
export function readGates(
  {
    caps,
    groups,
    isForEveryone,
  }: Pick<DraftTerms, 'groups' | 'isForEveryone'> & {
    caps: Record<string, string>;
  },
  { timeZone }: Reading,
) {
  const gates = Object.entries(caps).flatMap(([contractId, cap]) => [
    ...(isForEveryone
      ? [{ contractId, audience: EVERYONE, capUnits: readCap(cap), opensAt: null }]
      : []),
    ...groups.map((group) => ({
      contractId,
      audience: group.audience,
      capUnits: readCap(group.cap),
      opensAt: readMoment(group.opens, timeZone),
    })),
  ]);
  const isRead = gates.every(
    ({ audience, capUnits, opensAt }) =>
      audience !== '' && capUnits !== undefined && opensAt !== undefined,
  );
  if (!isRead || (!isForEveryone && groups.length === 0)) return null;
  return gates.map(({ capUnits = null, opensAt = null, ...gate }) => ({
    ...gate,
    capUnits,
    opensAt,
  }));
}

/** How the drop decides who may claim; null while a field of it cannot be read. */
export function readFairness(terms: DraftTerms, { timeZone }: Reading) {
  const entriesCloseAt = readMoment(terms.entriesClose, timeZone);
  const reserveEndsAt = readMoment(terms.reserveEnds, timeZone);
  const turnsPerSecond = readCount(terms.turnsPerSecond);
  const offerMinutes = readCount(terms.offerMinutes);
  const isDraw = terms.fairness === 'draw';
  if (entriesCloseAt === undefined || (isDraw && entriesCloseAt === null)) return null;
  if (reserveEndsAt === undefined || !turnsPerSecond || !offerMinutes) return null;
  return {
    fairness: terms.fairness,
    entriesCloseAt: isDraw ? entriesCloseAt : null,
    turnsPerSecond,
    hasWaitingList: terms.hasWaitingList,
    offerSeconds: offerMinutes * 60,
    reserveEndsAt,
  };
}

function readCap(text: string): number | null | undefined {
  return text === '' ? null : readCount(text) || undefined;
}
