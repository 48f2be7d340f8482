import type { DropDetail } from '../../server/protocol/drops.ts';
import { readCount } from './draft-text.ts';

/** The holdout of a drop as it is being typed. An empty share: nobody is held out. */
export type DraftHoldout = { holdoutPercent: string; shopUrl: string; effectPercent: string };

export const NO_HOLDOUT: DraftHoldout = { holdoutPercent: '', shopUrl: '', effectPercent: '2' };

export function holdoutOfDrop({ holdout }: Pick<DropDetail, 'holdout'>): DraftHoldout {
  if (!holdout) return NO_HOLDOUT;
  return {
    holdoutPercent: String(holdout.holdoutBps / 100),
    shopUrl: holdout.shopUrl,
    effectPercent: String(holdout.smallestEffectBps / 100),
  };
}

/** What the hub needs; `null` inside: nobody is held out. Null: a field cannot be read. */
export function readHoldout(draft: DraftHoldout) {
  if (draft.holdoutPercent.trim() === '') return { holdout: null };
  const share = readCount(draft.holdoutPercent);
  const effect = Number(draft.effectPercent.replace(',', '.'));
  const shopUrl = draft.shopUrl.trim();
  if (!share || share > 50 || !(effect >= 0.1 && effect <= 50)) return null;
  if (!/^https?:\/\//.test(shopUrl) || !URL.canParse(shopUrl)) return null;
  const smallestEffectBps = Math.round(effect * 100);
  return { holdout: { holdoutBps: share * 100, shopUrl, smallestEffectBps } };
}
