import { INCIDENTS } from '../../server/protocol/popups.ts';
import { PROBLEMS, type ProblemCode } from '../../server/protocol/problems.ts';
import type { Sale } from './kept.ts';

/** The words for where a sale stands; only what the hub has confirmed is on record. */
const STATES = {
  undone: { tone: 'neutral', title: 'Taken back' },
  untold: { tone: 'good', title: 'Sold, not reported yet' },
  recorded: { tone: 'good', title: 'Sold, on record' },
  incident: { tone: 'warn', title: 'Sold, on record with an incident' },
  not_recorded: { tone: 'bad', title: 'Sold, but not on record' },
  queued: { tone: 'warn', title: 'Queued, not confirmed' },
  held: { tone: 'good', title: 'Held: take the money' },
  hold_over: { tone: 'warn', title: 'The hold is over' },
  taking: { tone: 'warn', title: 'Money taken, not reported yet' },
  sold: { tone: 'good', title: 'Sold, on record' },
  give_back: { tone: 'bad', title: 'Give the money back' },
  refused: { tone: 'bad', title: 'Refused, not sold' },
  let_go: { tone: 'neutral', title: 'Not sold' },
} as const;

type Kind = keyof typeof STATES;

/** Where a sale stands: in a word, in a sentence, and what it means and what to do. */
export type SaleStatus = {
  kind: Kind;
  tone: 'good' | 'warn' | 'bad' | 'neutral';
  title: string;
  notes: string[];
};

/** Where a sale stands now, with the hub's reasons in plain words. `hubNow` by the hub's clock. */
export function saleStatus(sale: Sale, hubNow: number): SaleStatus {
  const { outcome } = sale;
  if (sale.undoneAt !== null) return status('undone');
  if (outcome === null) {
    return sale.isConfirmed
      ? status('untold')
      : status('queued', ['Take no money and hand nothing over before it is held.']);
  }
  switch (outcome.state) {
    case 'recorded':
      return outcome.incidents.length === 0
        ? status('recorded')
        : status('incident', [
            ...outcome.incidents.map((kind) => INCIDENTS[kind]),
            'Nothing to do here: a manager settles it.',
          ]);
    case 'refused':
      return sale.isConfirmed ? notRecorded(outcome) : refused(sale, outcome);
    case 'held':
      return heldStatus(sale, outcome.expiresAt, hubNow);
  }
}

/** Whether the hub has yet to hear of it. */
export function isUnreported({ undoneAt, outcome, paidAt, paid }: Sale): boolean {
  if (undoneAt !== null) return false;
  return outcome === null || (outcome.state === 'held' && paidAt !== null && paid === null);
}

/** Whether the hub holds it and nobody has taken the money. */
export function isHeldUnpaid({ outcome, paidAt }: Sale): boolean {
  return outcome?.state === 'held' && paidAt === null;
}

/** Whether somebody at the counter has to do something about it. */
export function needsSomebody(sale: Sale, hubNow: number): boolean {
  if (sale.dismissedAt !== null) return false;
  const { kind } = saleStatus(sale, hubNow);
  return ['queued', 'held', 'hold_over', 'taking', 'give_back', 'refused', 'not_recorded'].includes(
    kind,
  );
}

function heldStatus(sale: Sale, expiresAt: number, hubNow: number): SaleStatus {
  if (sale.paid) {
    return sale.paid.message === null ? status('sold') : status('give_back', [sale.paid.message]);
  }
  if (sale.paidAt !== null) {
    return status('taking', ['Wait before you hand it over: the hub has not confirmed it.']);
  }
  if (sale.dismissedAt !== null) {
    return status('let_go', ['Its unit goes back by itself.']);
  }
  return hubNow < expiresAt
    ? status('held')
    : status('hold_over', [
        'Take no money for it now. If it was taken already, report it: you are told whether it stands.',
      ]);
}

function notRecorded({ reason }: { reason: string }): SaleStatus {
  return status('not_recorded', [
    reasonText(reason),
    'A manager sees it as an incident and settles it with the buyer.',
  ]);
}

function refused(sale: Sale, { reason }: { reason: string }): SaleStatus {
  const advice = sale.dismissedAt === null ? ['Take no money for it.'] : [];
  return status('refused', [reasonText(reason), ...advice]);
}

/** A problem's code in a sentence for whoever sells: the hub's own speak to a buyer. */
export function reasonText(reason: string): string {
  return COUNTER_WORDS[reason] ?? PROBLEMS[reason as ProblemCode]?.[1] ?? reason;
}

const COUNTER_WORDS: Record<string, string> = {
  drop_sold_out: 'No unit is left.',
  drop_paused: 'The drop is paused.',
  limit_reached: 'That is more than one buyer may have.',
  gate_full: 'All units of this creator are taken.',
  not_found: 'The hub does not know it under the key of this device.',
  idempotency_conflict: 'The hub has another sale under this number.',
};

function status(kind: Kind, notes: string[] = []): SaleStatus {
  return { kind, ...STATES[kind], notes };
}
