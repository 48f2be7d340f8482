import type { BrandView } from '../../server/protocol/accounts.ts';
import { say } from '../strings.ts';
import { fromLocalInput } from '../ui/format-time.ts';
import { readAmount } from '../ui/money-input.ts';
import { type DropDraft, readItem, readUnits } from './drop-draft.ts';

/**
 * What keeps a draft from being read, one sentence each, in the order of the page; empty exactly when
 * `readDraft` reads it. A button that is merely grey would leave a person to guess.
 */
export function draftGaps(
  draft: DropDraft,
  { currency, timeZone }: Pick<BrandView, 'currency' | 'timeZone'>,
): string[] {
  const hasWindow =
    fromLocalInput(draft.starts, timeZone) !== null &&
    fromLocalInput(draft.ends, timeZone) !== null;
  const gaps: [boolean, string][] = [
    [draft.title.trim() === '', say.newDrop.gaps.title],
    [!hasWindow, say.newDrop.gaps.window],
    [draft.items.some((item) => readItem(item, currency) === null), say.newDrop.gaps.article],
    [Object.values(draft.caps).some((cap) => cap !== '' && !readUnits(cap)), say.newDrop.gaps.cap],
    [readUnits(draft.limit) === null, say.newDrop.gaps.limit],
    [
      draft.shipping !== '' && readAmount(draft.shipping, currency) === null,
      say.newDrop.gaps.shipping,
    ],
  ];
  return gaps.filter(([isMissing]) => isMissing).map(([, sentence]) => sentence);
}
