/** @jsxImportSource preact */
import type { ViewProps } from './dock-page.tsx';

/** The article on air: first on the page, by name on the overlay. */
export function PinView({ drop, state, stand, acts, isReady }: ViewProps) {
  return (
    <div class="stack">
      <p class="soft fine">
        The pinned article is named on the overlay and stands first on the drop page.
      </p>
      <ul class="list">
        {drop.items.map(({ skuId, name }) => {
          const isPinned = state.pinned === skuId;
          const live = state.items.find(([id]) => id === skuId);
          const give = () =>
            isPinned
              ? acts.give({ act: 'unpin' }, 'Taken off air.')
              : acts.give({ act: 'pin', skuId }, `${name} is on air.`);
          return (
            <li key={skuId} class={`box is-row${isPinned ? ' is-chosen' : ''}`}>
              <p>
                <strong>{name}</strong>
                <br />
                <span class="soft fine">
                  {live ? `${live[1]} of ${live[2]} left` : ''}
                  {isPinned ? ' · on air' : ''}
                </span>
              </p>
              <button
                type="button"
                class="button is-plain"
                disabled={!isReady}
                aria-busy={stand.pending === 'pin' || stand.pending === 'unpin'}
                aria-label={isPinned ? `Unpin ${name}` : `Pin ${name}`}
                onClick={() => void give()}
              >
                {isPinned ? 'Unpin' : 'Pin'}
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
