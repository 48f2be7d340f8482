import { Link } from '@tanstack/react-router';
import type { DropSummary } from '../../server/protocol/drops.ts';
import { useBrand } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { moneyText } from '../ui/money.tsx';
import { ShareBar } from '../ui/share-bar.tsx';
import { Countdown, Time } from '../ui/time.tsx';
import { PhaseBadge } from './phase-badge.tsx';

/** One drop of the list; the whole row leads to it. */
export function DropRow({ drop }: { drop: DropSummary }) {
  const brand = useBrand();
  const isOver = drop.phase === 'ended' || drop.phase === 'draft';
  return (
    <li data-row="">
      <Link
        to="/brands/$slug/drops/$dropId"
        params={{ slug: brand.slug, dropId: drop.id }}
        className="grid items-center gap-x-6 gap-y-3 px-4 py-3.5 hover:bg-sunken/40 md:grid-cols-[minmax(0,1.6fr)_minmax(0,1.2fr)_7rem]"
      >
        <span className="flex min-w-0 items-center gap-3.5">
          {drop.imageUrl ? (
            <img
              src={drop.imageUrl}
              alt=""
              className="size-12 shrink-0 rounded-sm bg-sunken object-cover"
            />
          ) : (
            <span aria-hidden="true" className="size-12 shrink-0 rounded-sm bg-sunken" />
          )}
          <span className="min-w-0">
            <span className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
              <span className="font-semibold break-words">{drop.title}</span>
              <PhaseBadge phase={drop.phase} />
            </span>
            <span className="block text-sm text-ink-soft">
              {isOver ? (
                <Time at={drop.startsAt} />
              ) : (
                <>
                  {drop.phase === 'scheduled' ? say.drops.startsIn : say.drops.endsIn}{' '}
                  <Countdown to={drop.phase === 'scheduled' ? drop.startsAt : drop.endsAt} />
                </>
              )}
              {' · '}
              {drop.creatorNames.length > 0 ? drop.creatorNames.join(', ') : say.drops.noCreators}
            </span>
          </span>
        </span>
        <span className="min-w-0">
          <ShareBar
            label={say.units.stock(drop.stock)}
            full={drop.stock.sold}
            hatched={drop.stock.held}
            total={drop.stock.total}
          />
          <span className="mt-1 block text-sm text-ink-soft">{say.units.stock(drop.stock)}</span>
        </span>
        <span className="flex items-baseline justify-between gap-3 md:block md:text-right">
          <span className="block font-semibold">
            {moneyText({ minor: drop.netRevenueMinor, currency: drop.currency })}
          </span>
          <span className="block text-sm text-ink-soft">
            {say.figure.count(drop.orders)} {say.drops.orders.toLowerCase()}
          </span>
        </span>
      </Link>
    </li>
  );
}
