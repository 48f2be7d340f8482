import type { BrandView } from '../../server/protocol/accounts.ts';
import type { DropDetail } from '../../server/protocol/drops.ts';
import { EVERYONE } from '../../server/protocol/stock-keys.ts';
import { freshId } from '../hub/fresh-id.ts';
import { say } from '../strings.ts';
import { fromLocalInput, toLocalInput } from '../ui/format-time.ts';
import { readAmount, writeAmount } from '../ui/money-input.ts';
import { type DraftHoldout, holdoutOfDrop, NO_HOLDOUT, readHoldout } from './draft-holdout.ts';
import { type DraftItem, emptyItem, itemsOfDrop, readItem } from './draft-item.ts';
import { type DraftOffer, EMPTY_OFFER, offerOfDrop, readOffer } from './draft-offer.ts';
import {
  type DraftTerms,
  EMPTY_TERMS,
  readFairness,
  readGates,
  termsOfDrop,
} from './draft-terms.ts';
import { readCount } from './draft-text.ts';

/** A drop as it is being typed: text, until it is read. */
export type DropDraft = DraftTerms &
  DraftOffer &
  DraftHoldout & {
    /** Under which a new drop is made, however often it is tried. */
    dropId: string;
    title: string;
    description: string;
    slug: string;
    starts: string;
    ends: string;
    items: DraftItem[];
    /** Contract id to its cap as typed; a missing key is a creator who is not in the drop. */
    caps: Record<string, string>;
    holdMinutes: number;
    limit: string;
    shipping: string;
    shippingPromise: string;
    returnsPromise: string;
    warrantyPromise: string;
    contingencyPlan: string;
  };

/** A new draft: tomorrow at six in the evening for four hours, in the brand's zone. */
export function emptyDraft(now: number, timeZone: string): DropDraft {
  const tomorrow = toLocalInput(now + 86_400_000, timeZone).slice(0, 10);
  return {
    ...EMPTY_TERMS,
    ...EMPTY_OFFER,
    ...NO_HOLDOUT,
    dropId: freshId(now),
    title: '',
    description: '',
    slug: '',
    starts: `${tomorrow}T18:00`,
    ends: `${tomorrow}T22:00`,
    items: [emptyItem(0)],
    caps: {},
    holdMinutes: 10,
    limit: '1',
    shipping: '',
    shippingPromise: say.newDrop.defaultPromises.shippingPromise,
    returnsPromise: say.newDrop.defaultPromises.returnsPromise,
    warrantyPromise: '',
    contingencyPlan: '',
  };
}

/**
 * A draft with everything that another drop had. A window that has begun is moved to tomorrow with
 * every moment in it, so that early access stays early and a step ends when it should. A draft
 * keeps its address; a published drop never changes, so a copy of it gets one of its own.
 */
export function copyOfDrop(
  drop: DropDetail,
  { now, timeZone }: { now: number; timeZone: string },
): DropDraft {
  const fresh = emptyDraft(now, timeZone);
  const isAhead = drop.startsAt > now;
  const shiftMs = isAhead
    ? 0
    : (fromLocalInput(fresh.starts, timeZone) ?? drop.startsAt) - drop.startsAt;
  const moved = (at: number) => toLocalInput(at + shiftMs, timeZone);
  const everyones = drop.gates.filter(({ audience }) => audience === EVERYONE);
  const gates = everyones.length > 0 ? everyones : drop.gates;
  return {
    ...fresh,
    ...termsOfDrop(drop, { shiftMs, timeZone }),
    ...offerOfDrop(drop),
    ...holdoutOfDrop(drop),
    title: drop.title,
    description: drop.description,
    slug: drop.phase === 'draft' ? drop.slug : '',
    starts: moved(drop.startsAt),
    ends: moved(drop.endsAt),
    items: itemsOfDrop(drop, { shiftMs, timeZone }),
    caps: Object.fromEntries(
      gates.map((gate) => [gate.contractId, gate.capUnits === null ? '' : String(gate.capUnits)]),
    ),
    holdMinutes: Math.round(drop.holdSeconds / 60),
    limit: String(drop.limitPerCustomer),
    shipping: writeAmount(drop.shippingMinor, drop.currency),
    shippingPromise: drop.shippingPromise || fresh.shippingPromise,
    returnsPromise: drop.returnsPromise || fresh.returnsPromise,
    warrantyPromise: drop.warrantyPromise,
    contingencyPlan: drop.contingencyPlan,
  };
}

/** What the hub needs to create the drop; null while a required field cannot be read. */
export function readDraft(draft: DropDraft, brand: Pick<BrandView, 'currency' | 'timeZone'>) {
  const startsAt = fromLocalInput(draft.starts, brand.timeZone);
  const endsAt = fromLocalInput(draft.ends, brand.timeZone);
  const items = draft.items.map((item) => readItem(item, brand));
  const shippingMinor = draft.shipping === '' ? 0 : readAmount(draft.shipping, brand.currency);
  const limitPerCustomer = readUnits(draft.limit);
  const gates = readGates(draft, brand);
  const fairness = readFairness(draft, brand);
  const offer = readOffer(draft, brand);
  const holdout = readHoldout(draft);
  const read = items.filter((item) => item !== null);
  if (
    draft.title.trim() === '' ||
    startsAt === null ||
    endsAt === null ||
    read.length < items.length ||
    shippingMinor === null ||
    limitPerCustomer === null ||
    !gates ||
    !fairness ||
    !offer ||
    !holdout
  ) {
    return null;
  }
  return {
    title: draft.title,
    description: draft.description,
    startsAt,
    endsAt,
    items: read,
    gates,
    ...fairness,
    ...offer,
    ...holdout,
    noteLabel: draft.noteLabel.trim() || null,
    canShip: draft.canShip,
    holdSeconds: draft.holdMinutes * 60,
    limitPerCustomer,
    shippingMinor,
    shippingPromise: draft.shippingPromise,
    returnsPromise: draft.returnsPromise,
    warrantyPromise: draft.warrantyPromise,
    contingencyPlan: draft.contingencyPlan,
    ...(draft.slug === '' ? {} : { slug: draft.slug }),
  };
}

/** A whole number of units from 1 on; null for anything else. */
export function readUnits(text: string): number | null {
  return readCount(text) || null;
}
