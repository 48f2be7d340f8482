import { ArrowDownRight, ArrowRight, ArrowUpRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { say } from '../strings.ts';
import { classNames } from './class-names.ts';

/** Figures side by side, on a desk in one row or by threes; the lines between them are the only ornament. */
export function StatTiles({ children, byThrees }: { children: ReactNode; byThrees?: boolean }) {
  return (
    <dl
      className={classNames(
        'grid grid-cols-2 gap-px overflow-hidden rounded-lg border border-line bg-line',
        byThrees ? 'lg:grid-cols-3' : 'lg:auto-cols-fr lg:grid-flow-col lg:grid-cols-none',
      )}
    >
      {children}
    </dl>
  );
}

/** One figure: a small label, a big number, a note or the change against the period before. */
export function StatTile(tile: {
  label: string;
  value: ReactNode;
  note?: ReactNode;
  change?: { now: number; before: number };
}) {
  return (
    <div className="bg-surface p-4 last:odd:col-span-2 lg:last:odd:col-span-1">
      <dt className="text-sm text-ink-soft first-letter:uppercase">{tile.label}</dt>
      <dd className="mt-1 text-xl font-semibold tracking-tight sm:text-2xl">{tile.value}</dd>
      {tile.note && <dd className="mt-1 text-sm text-ink-soft">{tile.note}</dd>}
      {tile.change && <Change {...tile.change} />}
    </div>
  );
}

/** From nothing there is no percentage, so none is shown. */
function Change({ now, before }: { now: number; before: number }) {
  const share = before === 0 ? null : (now - before) / Math.abs(before);
  const Icon =
    share === null || share === 0 ? ArrowRight : share > 0 ? ArrowUpRight : ArrowDownRight;
  return (
    <dd
      className={classNames(
        'mt-1 flex items-center gap-1 text-sm',
        share === null || share === 0 ? 'text-ink-soft' : share > 0 ? 'text-good' : 'text-bad',
      )}
    >
      <Icon aria-hidden="true" size={14} className="shrink-0" />
      {share === null ? say.figure.noneBefore : say.figure.change(share)}
    </dd>
  );
}
