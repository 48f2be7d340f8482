import { Link } from '@tanstack/react-router';
import type { BrandOverview } from '../../server/protocol/reports.ts';
import { PhaseBadge } from '../drops/phase-badge.tsx';
import { useBrand } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { buttonClass } from '../ui/button.tsx';
import { Panel } from '../ui/panel.tsx';
import { ShareBar } from '../ui/share-bar.tsx';
import { Countdown } from '../ui/time.tsx';

/** Drops that run now, with their stock and clock. */
export function LiveDrops({ drops }: { drops: BrandOverview['live'] }) {
  const brand = useBrand();
  if (drops.length === 0) {
    return (
      <Panel className="flex flex-wrap items-center justify-between gap-3">
        <p className="text-ink-soft">{say.overview.noLive}</p>
        <Link
          to="/brands/$slug/drops/new"
          params={{ slug: brand.slug }}
          className={buttonClass('plain', true)}
        >
          {say.overview.planOne}
        </Link>
      </Panel>
    );
  }
  return (
    <ul className="grid grid-cols-1 gap-3 md:grid-cols-2">
      {drops.map(({ id, title, phase, endsAt, stock }) => (
        <li key={id} data-row="">
          <Link
            to="/brands/$slug/drops/$dropId"
            params={{ slug: brand.slug, dropId: id }}
            className="block rounded-lg border border-line bg-surface p-4 hover:border-line-strong"
          >
            <span className="flex items-baseline justify-between gap-3">
              <span className="flex min-w-0 items-baseline gap-2">
                <span className="min-w-0 truncate font-semibold">{title}</span>
                <PhaseBadge phase={phase} />
              </span>
              <span className="text-sm text-ink-soft">
                {say.drops.endsIn} <Countdown to={endsAt} />
              </span>
            </span>
            <span className="mt-3 block">
              <ShareBar
                label={say.units.stock(stock)}
                full={stock.sold}
                hatched={stock.held}
                total={stock.total}
              />
            </span>
            <span className="mt-1.5 block text-sm text-ink-soft">{say.units.stock(stock)}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
