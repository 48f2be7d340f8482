/** @jsxImportSource preact */
import type { DropCreatorView, DropItemView } from '../../server/protocol/drops.ts';
import { priceNow } from '../../server/protocol/ladder.ts';
import { articleName } from '../shared/drop-words.ts';
import { Avatar } from '../viewer-page/avatar.tsx';
import { moneyText, numberText } from '../viewer-page/page-text.ts';

/** Which article, where a drop has several. */
export function ArticleChoice({
  items,
  isStockKnown,
  now,
  currency,
  chosen,
  onAir = null,
  onChoose,
}: {
  items: DropItemView[];
  /** False when the connection is lost for so long that the counts may be untrue. */
  isStockKnown: boolean;
  /** Which step of the price is open depends on it. */
  now: number;
  currency: string;
  chosen: string;
  /** The article that the creator is showing. */
  onAir?: string | null;
  onChoose: (skuId: string) => void;
}) {
  return (
    <fieldset class="choice">
      <legend>Choose one</legend>
      <div class="choice-grid">
        {items.map((item) => (
          <label key={item.skuId} class="choice-item">
            <input
              type="radio"
              name="article"
              value={item.skuId}
              checked={item.skuId === chosen}
              disabled={item.stock.available === 0}
              onChange={() => onChoose(item.skuId)}
            />
            <span class="choice-face">
              <strong>{articleName(item, items)}</strong>
              <span class="soft">
                {item.stock.available === 0
                  ? 'Sold out'
                  : moneyText(priceNow(item, now).priceMinor, currency)}
                {isStockKnown &&
                  item.stock.available > 0 &&
                  ` · ${numberText(item.stock.available)} left`}
              </span>
              {item.skuId === onAir && <span class="on-air-mark">On air now</span>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** How many, up to what the viewer may have and what is there. */
export function QuantityChoice({
  quantity,
  most,
  onChoose,
}: {
  quantity: number;
  most: number;
  onChoose: (quantity: number) => void;
}) {
  return (
    <fieldset class="quantity" aria-label="How many">
      <button
        type="button"
        class="button is-step"
        aria-label="One less"
        disabled={quantity <= 1}
        onClick={() => onChoose(quantity - 1)}
      >
        −
      </button>
      <output class="quantity-value" aria-live="polite">
        {quantity}
      </output>
      <button
        type="button"
        class="button is-step"
        aria-label="One more"
        disabled={quantity >= most}
        onClick={() => onChoose(quantity + 1)}
      >
        +
      </button>
      <span class="soft">up to {most}</span>
    </fieldset>
  );
}

export const WHO_SENT_YOU_ID = 'who-sent-you';

/** Who sent the viewer, where no link says it: the drop is open through its creators. */
export function CreatorChoice({
  creators,
  chosen,
  onChoose,
}: {
  creators: DropCreatorView[];
  chosen: string | null;
  onChoose: (handle: string) => void;
}) {
  return (
    <fieldset class="choice" id={WHO_SENT_YOU_ID}>
      <legend>Who sent you?</legend>
      <div class="creator-list">
        {creators.map(({ handle, displayName, avatarHue }) => (
          <label key={handle} class="choice-item">
            <input
              type="radio"
              name="creator"
              value={handle}
              checked={handle === chosen}
              onChange={() => onChoose(handle)}
            />
            <span class="choice-face is-creator">
              <Avatar displayName={displayName} hue={avatarHue} />
              <strong>{displayName}</strong>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
