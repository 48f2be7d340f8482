import { useId, useState } from 'react';
import { say } from '../strings.ts';
import { Button } from './button.tsx';
import { Table } from './table.tsx';

/** One value of one line; null: there is none, and the line is broken there. */
export type LinePoint = { x: number; value: number | null; text: string };
export type Line = { key: string; label: string; points: LinePoint[]; isMain?: boolean };

const WIDTH = 720;
const HEIGHT = 200;
const DASHES = ['', '8 5', '2 4', '12 4 2 4', '5 2', '1 3'];

/**
 * Lines over a measured axis, told apart by their dashes and their names, with the same numbers as a
 * table behind a button. Holds from 0 to 400 points; a single one is a dot.
 */
export function LineChart(chart: {
  title: string;
  unit: string;
  xHead: string;
  xText: (x: number) => string;
  lines: Line[];
}) {
  const [asTable, setAsTable] = useState(false);
  const titleId = useId();
  const xs = [...new Set(chart.lines.flatMap(({ points }) => points.map(({ x }) => x)))];
  const ages = xs.sort((a, b) => a - b);
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
            { key: 'x', head: chart.xHead, isTitle: true, cell: chart.xText },
            ...chart.lines.map((line) => ({
              key: line.key,
              head: line.label,
              isNumber: true,
              cell: (x: number) =>
                line.points.find((point) => point.x === x)?.text ?? say.figure.none,
            })),
          ]}
          rows={ages}
          rowKey={String}
        />
      ) : (
        <Lines lines={chart.lines} xText={chart.xText} />
      )}
    </figure>
  );
}

function Lines({ lines, xText }: { lines: Line[]; xText: (x: number) => string }) {
  const all = lines.flatMap(({ points }) => points.filter(({ value }) => value !== null));
  const first = all[0];
  if (!first) {
    return (
      <p className="flex h-48 items-center justify-center text-ink-soft">{say.figure.nothing}</p>
    );
  }
  const values = all.map(({ value }) => value ?? 0);
  const top = Math.max(...values, 1);
  const bottom = Math.min(...values, 0);
  const last = Math.max(...all.map(({ x }) => x));
  const left = Math.min(...all.map(({ x }) => x), 0);
  const place = (x: number, value: number): [number, number] => [
    6 + ((x - left) / Math.max(1, last - left)) * (WIDTH - 12),
    HEIGHT - 8 - ((value - bottom) / (top - bottom)) * (HEIGHT - 16),
  ];
  const [, zero] = place(left, 0);
  const best = all.find(({ value }) => value === top);
  return (
    <div>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        aria-hidden="true"
        className="block h-48 w-full"
      >
        <line x1="0" x2={WIDTH} y1={zero} y2={zero} className="stroke-line" />
        {lines.map((line, at) => (
          <g key={line.key} className={line.isMain ? 'text-ink' : 'text-line-strong'}>
            {partsOf(line.points).map((part) => (
              <path
                key={part[0]?.x}
                d={part
                  .map(({ x, value }, index) => {
                    const [px, py] = place(x, value ?? 0);
                    return `${index === 0 ? 'M' : 'L'}${px.toFixed(1)} ${py.toFixed(1)}`;
                  })
                  .join(' ')}
                fill="none"
                stroke="currentColor"
                strokeWidth={line.isMain ? 3 : 2}
                strokeDasharray={DASHES[at % DASHES.length]}
                strokeLinecap="round"
                vectorEffect="non-scaling-stroke"
              />
            ))}
            {line.points.length <= 60 &&
              line.points.map((point) => <Dot key={point.x} {...{ line, point, place, xText }} />)}
          </g>
        ))}
      </svg>
      <div className="mt-1.5 flex justify-between gap-4 text-xs text-ink-soft">
        <span>{xText(left)}</span>
        {best && <span>{best.text}</span>}
        <span>{xText(last)}</span>
      </div>
      {lines.length > 1 && (
        <ul className="mt-3 flex flex-wrap gap-x-5 gap-y-1 text-sm">
          {lines.map((line, at) => (
            <li key={line.key} className="flex min-w-0 items-center gap-2">
              <svg
                aria-hidden="true"
                width="28"
                height="6"
                className={line.isMain ? 'shrink-0 text-ink' : 'shrink-0 text-line-strong'}
              >
                <line
                  x1="1"
                  x2="27"
                  y1="3"
                  y2="3"
                  stroke="currentColor"
                  strokeWidth={line.isMain ? 3 : 2}
                  strokeDasharray={DASHES[at % DASHES.length]}
                />
              </svg>
              <span className="min-w-0 truncate">{line.label}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** A short line of no length with round ends: a dot that does not stretch with the picture. */
function Dot(dot: {
  line: Line;
  point: LinePoint;
  place: (x: number, value: number) => [number, number];
  xText: (x: number) => string;
}) {
  const { line, point, place, xText } = dot;
  if (point.value === null) return null;
  const [x, y] = place(point.x, point.value);
  return (
    <path
      d={`M${x.toFixed(1)} ${y.toFixed(1)} l0.01 0`}
      stroke="currentColor"
      strokeWidth={line.isMain ? 8 : 6}
      strokeLinecap="round"
      vectorEffect="non-scaling-stroke"
    >
      <title>{`${line.label}, ${xText(point.x)}: ${point.text}`}</title>
    </path>
  );
}

/** Stretches without a gap. */
function partsOf(points: readonly LinePoint[]): LinePoint[][] {
  const parts: LinePoint[][] = [[]];
  for (const point of points) {
    if (point.value === null) parts.push([]);
    else parts.at(-1)?.push(point);
  }
  return parts.filter((part) => part.length > 1);
}
