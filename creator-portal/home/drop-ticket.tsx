import { ExternalLink } from 'lucide-react';
import type { CreatorDropView } from '../../server/protocol/drops.ts';
import { rateText } from '../contracts/rate-text.ts';
import { PhaseBadge } from '../drops/phase-badge.tsx';
import { RehearseLink } from '../rehearsals/rehearse-link.tsx';
import { say } from '../strings.ts';
import { Badge } from '../ui/badge.tsx';
import { buttonClass } from '../ui/button.tsx';
import { Amount } from '../ui/money.tsx';
import { ShareBar } from '../ui/share-bar.tsx';
import { Countdown, Time } from '../ui/time.tsx';

/** One drop that a creator is in, drawn as a ticket: what it is on the left, the clock on the stub. */
export function DropTicket({
  drop,
  connected,
}: {
  drop: CreatorDropView;
  /** Null: not worth saying for this drop. */
  connected: boolean | null;
}) {
  const { stock } = drop;
  return (
    <article className="grid rounded-lg border border-line bg-surface sm:grid-cols-[minmax(0,1fr)_11rem]">
      <div className="flex min-w-0 gap-4 p-4 sm:p-5">
        {drop.imageUrl && (
          <img
            src={drop.imageUrl}
            alt=""
            className="hidden size-20 shrink-0 rounded-sm bg-sunken object-cover min-[420px]:block"
          />
        )}
        <div className="min-w-0 flex-1">
          <div className="flex flex-wrap items-center gap-2">
            <PhaseBadge phase={drop.phase} />
            {connected !== null && (
              <Badge tone={connected ? 'good' : 'neutral'}>
                {connected ? say.home.overlayOn : say.home.overlayOff}
              </Badge>
            )}
          </div>
          <h3 className="mt-2 text-lg leading-6 font-semibold text-balance">{drop.title}</h3>
          <p className="text-sm text-ink-soft">
            {drop.brandName} ·{' '}
            <Amount money={{ minor: drop.priceMinor, currency: drop.currency }} />
          </p>
          <div className="mt-3 max-w-sm">
            <ShareBar
              label={say.units.stock(stock)}
              full={stock.sold}
              hatched={stock.held}
              total={stock.total}
            />
            <p className="mt-1 text-sm text-ink-soft">
              {say.units.left(stock.available, stock.total)}
              {drop.capUnits !== null && ` · ${say.home.yourCap(drop.usedUnits, drop.capUnits)}`}
            </p>
          </div>
          <p className="mt-2 text-sm">
            {say.home.pays(
              rateText(drop.commissionNew, drop.currency),
              rateText(drop.commissionExisting, drop.currency),
            )}{' '}
            <span className="text-ink-soft">· {say.home.hold(drop.holdDays)}</span>
          </p>
        </div>
      </div>
      <Stub drop={drop} />
    </article>
  );
}

function Stub({ drop }: { drop: CreatorDropView }) {
  const isOver = drop.phase === 'ended' || drop.phase === 'draft';
  const target = drop.phase === 'scheduled' ? drop.startsAt : drop.endsAt;
  return (
    <div className="flex items-center justify-between gap-3 border-t border-dashed border-line-strong p-4 sm:flex-col sm:items-start sm:border-t-0 sm:border-l sm:p-5">
      <div>
        <p className="text-sm text-ink-soft">
          {isOver
            ? say.phase[drop.phase]
            : drop.phase === 'scheduled'
              ? say.home.startsIn
              : say.home.endsIn}
        </p>
        <p className="text-xl font-semibold tracking-tight">
          {isOver ? <Time at={drop.endsAt} form="day" /> : <Countdown to={target} />}
        </p>
        {!isOver && (
          <p className="text-sm text-ink-soft">
            <Time at={target} form="day" />, <Time at={target} form="time" />
          </p>
        )}
      </div>
      <div className="flex flex-wrap gap-2">
        <a
          href={drop.publicUrl}
          target="_blank"
          rel="noreferrer"
          className={buttonClass('plain', true)}
        >
          {say.home.openPage}
          <ExternalLink aria-hidden="true" size={14} />
        </a>
        <RehearseLink dropId={drop.id} title={drop.title} />
      </div>
    </div>
  );
}
