import { ArrowDown, ArrowUp } from 'lucide-react';
import { compareTerms, type Direction } from '../../server/protocol/compare-terms.ts';
import type { ContractTerms } from '../../server/protocol/contracts.ts';
import { say } from '../strings.ts';
import { classNames } from '../ui/class-names.ts';
import { TERM_KEYS, termText } from './term-texts.ts';

/**
 * The terms of a version. Against the version in force, what differs is marked as better or worse for
 * the creator, with its old value. Clauses that nobody agreed on are left out.
 */
export function TermsList(list: {
  terms: ContractTerms;
  before: ContractTerms | undefined;
  /** Who reads it. */
  side: 'brand' | 'creator';
  dropTitles: Record<string, string>;
  /** Only what differs. */
  changesOnly?: boolean;
}) {
  const { terms, before, dropTitles } = list;
  const changes = before ? compareTerms(before, terms) : null;
  const shown = TERM_KEYS.filter((key) => {
    const isChanged = changes !== null && changes[key] !== 'same';
    const isAgreed = termText(key, terms, dropTitles)[0] !== say.contracts.none;
    return isChanged || (isAgreed && !list.changesOnly);
  });
  return (
    <dl className="flex flex-wrap gap-px overflow-hidden rounded-sm border border-line bg-line">
      {shown.map((key) => {
        const direction = changes?.[key] ?? 'same';
        return (
          <div
            key={key}
            className={classNames(
              'min-w-0 grow bg-surface px-3 py-2',
              WIDE.has(key) ? 'basis-full' : 'basis-[45%] sm:basis-[30%]',
            )}
          >
            <dt className="text-xs text-ink-soft">{say.contracts.terms[key]}</dt>
            <dd className="font-semibold">
              {termText(key, terms, dropTitles).map((line) => (
                <span key={line} className="block">
                  {line}
                </span>
              ))}
              {before && direction !== 'same' && (
                <Change
                  words={direction === 'increase' ? say.contracts.increase : say.contracts.decrease}
                  side={list.side}
                  direction={direction}
                  was={termText(key, before, dropTitles).join(', ')}
                />
              )}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

const WIDE = new Set(['dropOverrides', 'tiers', 'ltv']);

function Change(change: {
  words: Record<'brand' | 'creator', string>;
  side: 'brand' | 'creator';
  direction: Direction;
  was: string;
}) {
  const { words, side, direction, was } = change;
  const isBetter = direction === 'increase';
  const Arrow = isBetter ? ArrowUp : ArrowDown;
  return (
    <span
      className={classNames(
        'mt-0.5 flex items-start gap-1 text-xs font-medium',
        isBetter ? 'text-good' : 'text-bad',
      )}
    >
      <Arrow aria-hidden="true" size={14} className="mt-px shrink-0" />
      <span>
        {words[side]}
        <span className="block font-normal text-ink-soft">{say.contracts.became(was)}</span>
      </span>
    </span>
  );
}
