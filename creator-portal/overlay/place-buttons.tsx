import { ArrowDown, ArrowLeft, ArrowRight, ArrowUp } from 'lucide-react';
import { placeOf } from '../../server/protocol/overlay-stage.ts';
import { say } from '../strings.ts';
import { IconButton } from '../ui/button.tsx';
import { classNames } from '../ui/class-names.ts';
import { steppedBy } from './place-card.ts';
import type { Editor } from './use-editor.ts';

const SPOTS = [
  ['top-left', 0, 0],
  ['top', 500, 0],
  ['top-right', 1000, 0],
  ['left', 0, 500],
  ['middle', 500, 500],
  ['right', 1000, 500],
  ['bottom-left', 0, 1000],
  ['bottom', 500, 1000],
  ['bottom-right', 1000, 1000],
] as const;

const MOVES = [
  ['left', { x: -10, y: 0 }, ArrowLeft],
  ['up', { x: 0, y: -10 }, ArrowUp],
  ['down', { x: 0, y: 10 }, ArrowDown],
  ['right', { x: 10, y: 0 }, ArrowRight],
] as const;

/** The place of the card without dragging: nine spots, and steps of one per cent. */
export function PlaceButtons({ editor }: { editor: Editor }) {
  const place = placeOf(editor.settings.options);
  const put = (x: number, y: number) => editor.setOptions({ place: { x, y } }, `spot ${x} ${y}`);
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-medium">{say.overlay.place}</legend>
      <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
        <div className="grid grid-cols-3 gap-1">
          {SPOTS.map(([name, x, y]) => (
            <button
              key={name}
              type="button"
              aria-label={say.overlay.spots[name]}
              title={say.overlay.spots[name]}
              aria-pressed={place.x === x && place.y === y}
              onClick={() => put(x, y)}
              className={classNames(
                'h-7 w-10 rounded-sm border',
                place.x === x && place.y === y
                  ? 'border-ink bg-ink'
                  : 'border-line-strong bg-surface hover:bg-sunken',
              )}
            />
          ))}
        </div>
        <div className="flex gap-1">
          {MOVES.map(([name, by, Arrow]) => (
            <IconButton
              key={name}
              look="plain"
              label={say.overlay.moves[name]}
              onClick={() => editor.setOptions({ place: steppedBy(place, by) }, 'step')}
            >
              <Arrow aria-hidden="true" size={16} />
            </IconButton>
          ))}
        </div>
        <p role="status" className="text-sm text-ink-soft">
          {say.overlay.placed(place.x, place.y)}
        </p>
      </div>
      <p className="mt-1 text-sm text-ink-soft">{say.overlay.placeHint}</p>
    </fieldset>
  );
}
