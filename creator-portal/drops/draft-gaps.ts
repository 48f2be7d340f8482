import type { BrandView } from '../../server/protocol/accounts.ts';
import { say } from '../strings.ts';
import { fromLocalInput } from '../ui/format-time.ts';
import { readAmount } from '../ui/money-input.ts';
import { readHoldout } from './draft-holdout.ts';
import { readArticle, readRungs, readStock } from './draft-item.ts';
import { readOffer } from './draft-offer.ts';
import { readFairness, readGates } from './draft-terms.ts';
import { type DropDraft, readUnits } from './drop-draft.ts';

/**
 * What keeps a draft from being read, one sentence each, in the order of the page; empty exactly when
 * `readDraft` reads it. A button that is merely grey would leave a person to guess.
 */
export function draftGaps(
  draft: DropDraft,
  brand: Pick<BrandView, 'currency' | 'timeZone'>,
): string[] {
  const hasWindow =
    fromLocalInput(draft.starts, brand.timeZone) !== null &&
    fromLocalInput(draft.ends, brand.timeZone) !== null;
  const { gaps: sentences } = say.newDrop;
  const plainGates = readGates({ ...draft, groups: [], isForEveryone: true }, brand);
  const { items } = draft;
  const gaps: [boolean, string][] = [
    [draft.title.trim() === '', sentences.title],
    [!hasWindow, sentences.window],
    [items.some((item) => readArticle(item, brand) === null), sentences.article],
    [items.some((item) => readStock(item) === null), sentences.stock],
    [items.some((item) => readRungs(item, brand) === null), sentences.rungs],
    [plainGates === null, sentences.cap],
    [plainGates !== null && readGates(draft, brand) === null, sentences.groups],
    [readFairness(draft, brand) === null, sentences.fairness],
    [readOffer(draft, brand) === null, sentences.offer],
    [readHoldout(draft) === null, say.uplift.gap],
    [readUnits(draft.limit) === null, sentences.limit],
    [
      draft.shipping !== '' && readAmount(draft.shipping, brand.currency) === null,
      sentences.shipping,
    ],
  ];
  return gaps.filter(([isMissing]) => isMissing).map(([, sentence]) => sentence);
}
