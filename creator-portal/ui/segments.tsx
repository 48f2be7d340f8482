import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

/** A few exclusive choices side by side, for what is not worth an address. */
export function Segments<Id extends string>(segments: {
  label: string;
  choices: readonly { id: Id; text: ReactNode }[];
  current: Id;
  onChoose: (id: Id) => void;
}) {
  return (
    <fieldset className="inline-flex flex-wrap gap-1 rounded-sm bg-sunken p-1">
      <legend className="sr-only">{segments.label}</legend>
      {segments.choices.map(({ id, text }) => (
        <button
          key={id}
          type="button"
          aria-pressed={id === segments.current}
          onClick={() => segments.onChoose(id)}
          className={classNames(
            'min-h-7 rounded-sm px-2.5 text-sm font-medium',
            id === segments.current ? 'bg-surface text-ink' : 'text-ink-soft hover:text-ink',
          )}
        >
          {text}
        </button>
      ))}
    </fieldset>
  );
}
