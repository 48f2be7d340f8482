import { type ReactNode, useId } from 'react';

/** A number within limits, by slider, with its value in words beside the label. */
export function RangeField(range: {
  label: string;
  hint?: ReactNode;
  value: number;
  valueText: string;
  limits: { min: number; max: number; step: number };
  onChange: (value: number) => void;
}) {
  const id = useId();
  return (
    <div>
      <div className="flex items-baseline justify-between gap-3 text-sm">
        <label htmlFor={id} className="font-medium">
          {range.label}
        </label>
        <output htmlFor={id} className="text-ink-soft">
          {range.valueText}
        </output>
      </div>
      <input
        id={id}
        type="range"
        {...range.limits}
        value={range.value}
        aria-valuetext={range.valueText}
        aria-describedby={range.hint ? `${id}-hint` : undefined}
        onChange={(event) => range.onChange(Number(event.target.value))}
        className="mt-1 block h-6 w-full cursor-pointer accent-ink"
      />
      {range.hint && (
        <p id={`${id}-hint`} className="text-sm text-ink-soft">
          {range.hint}
        </p>
      )}
    </div>
  );
}
