import { useId, useState } from 'react';
import { say } from '../strings.ts';
import { Button } from './button.tsx';
import { Table } from './table.tsx';

export type Bar = {
  key: string;
  label: string;
  value: number;
  text: string;
  isUnfinished?: boolean;
  /** What it is compared with: a line across its place. */
  before?: number;
  beforeText?: string;
};

const WIDTH = 720;
const HEIGHT = 160;

/**
 * Bars over time with the same numbers as a table behind a button. Holds from 0 to 400 points; a bar
 * that is not over yet (today) is hatched, so that half a day does not read as a crash.
 */
export function BarChart(chart: { title: string; unit: string; dayHead: string; bars: Bar[] }) {
  const [asTable, setAsTable] = useState(false);
  const titleId = useId();
  return (
    <figure aria-labelledby={titleId} className="rounded-lg border border-line bg-surface p-4">
      <figcaption className="mb-3 flex flex-wrap items-center justify-between gap-2">
        <span id={titleId} className="font-medium">
          {chart.title} <span className="text-sm font-normal text-ink-soft">({chart.unit})</span>
        </span>
        <Button small look="quiet" onClick={() => setAsTable(!asTable)}>
          {asTable ? say.figure.asChart : say.figure.asTable}
        </Button>
      </figcaption>
      {asTable ? (
        <Table
          caption={chart.title}
          columns={[
            { key: 'label', head: chart.dayHead, isTitle: true, cell: (bar) => bar.label },
            { key: 'value', head: chart.unit, isNumber: true, cell: (bar) => bar.text },
            ...(chart.bars.some((bar) => bar.beforeText !== undefined)
              ? [
                  {
                    key: 'before',
                    head: say.figure.before,
                    isNumber: true,
                    cell: (bar: Bar) => bar.beforeText ?? say.figure.none,
                  },
                ]
              : []),
          ]}
          rows={chart.bars}
          rowKey={(bar) => bar.key}
        />
      ) : (
        <Bars bars={chart.bars} />
      )}
    </figure>
  );
}

function Bars({ bars }: { bars: Bar[] }) {
  const hatch = useId();
  if (bars.every((bar) => bar.value === 0 && (bar.before ?? 0) === 0)) {
    return (
      <p className="flex h-40 items-center justify-center text-ink-soft">{say.figure.nothing}</p>
    );
  }
  const top = Math.max(...bars.flatMap((bar) => [bar.value, bar.before ?? 0]), 1);
  const step = WIDTH / bars.length;
  const width = Math.max(1, Math.min(step * 0.72, 36));
  const first = bars[0];
  const last = bars.at(-1);
  const highest = Math.max(...bars.map((bar) => bar.value));
  const best = highest > 0 ? bars.find((bar) => bar.value === highest) : undefined;
  return (
    <div>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        aria-hidden="true"
        className="block h-40 w-full"
      >
        <defs>
          <pattern
            id={hatch}
            width="5"
            height="5"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <rect width="2" height="5" className="fill-ink-soft" />
          </pattern>
        </defs>
        <line x1="0" x2={WIDTH} y1={HEIGHT - 0.5} y2={HEIGHT - 0.5} className="stroke-line" />
        {bars.map((bar, at) => {
          const height = Math.max(
            bar.value === 0 ? 0 : 2,
            (Math.max(0, bar.value) / top) * (HEIGHT - 4),
          );
          return (
            <rect
              key={bar.key}
              x={at * step + (step - width) / 2}
              y={HEIGHT - height}
              width={width}
              height={height}
              className="fill-ink"
              {...(bar.isUnfinished ? { style: { fill: `url(#${hatch})` } } : {})}
            >
              <title>{`${bar.label}: ${bar.text}`}</title>
            </rect>
          );
        })}
        {bars.map((bar, at) =>
          bar.before ? (
            <line
              key={bar.key}
              x1={at * step + (step - width) / 2 - 1}
              x2={at * step + (step + width) / 2 + 1}
              y1={HEIGHT - Math.max(2, (Math.max(0, bar.before) / top) * (HEIGHT - 4))}
              y2={HEIGHT - Math.max(2, (Math.max(0, bar.before) / top) * (HEIGHT - 4))}
              className="stroke-line-strong"
              strokeWidth="2"
              vectorEffect="non-scaling-stroke"
            />
          ) : null,
        )}
      </svg>
      <div className="mt-1.5 flex justify-between gap-4 text-xs text-ink-soft">
        <span>{first?.label}</span>
        {best && <span>{say.figure.best(best.label, best.text)}</span>}
        <span>{last?.label}</span>
      </div>
      <Legend bars={bars} />
    </div>
  );
}

/** What lines and hatching mean, where there are any. */
function Legend({ bars }: { bars: Bar[] }) {
  const hasBefore = bars.some(({ before }) => before);
  const hasUnfinished = bars.some(({ isUnfinished, value }) => isUnfinished && value !== 0);
  if (!hasBefore && !hasUnfinished) return null;
  return (
    <p className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-xs text-ink-soft">
      {hasBefore && (
        <span className="flex items-center gap-1.5">
          <span aria-hidden="true" className="inline-block h-0.5 w-4 bg-line-strong" />
          {say.figure.beforeMark}
        </span>
      )}
      {hasUnfinished && (
        <span className="flex items-center gap-1.5">
          <svg viewBox="0 0 10 10" aria-hidden="true" className="size-2.5 stroke-ink-soft">
            <path d="M0 4 4 0M0 9 9 0M3 10 10 3M8 10l2-2" strokeWidth="1.5" />
          </svg>
          {say.figure.unfinishedMark}
        </span>
      )}
    </p>
  );
}
